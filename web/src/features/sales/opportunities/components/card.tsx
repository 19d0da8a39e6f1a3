import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconAlertCircle,
  IconClock,
  IconDots,
  IconGripVertical,
  IconTrophy,
  IconX,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Moment, MoneyText } from '@/components/ui'
import { Avatar } from '@/components/ui/avatar'
import type { Opportunity, Stage } from '@/lib/api/types'
import { useNow } from '@/lib/use-now'
import { ageWords, customerWords, ownerWords, titleWords } from '../words'
import { LoseDialog } from './lose-dialog'
import css from './sales.module.css'
import { useClosing } from './use-closing'

interface Props {
  card: Opportunity
  stages: Stage[]
  mayMove: boolean
  onOpen: () => void
  onMove: (to: Stage) => void
}

export function SortableCard({ card, stages, mayMove, onOpen, onMove }: Props) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({
      id: card.id,
      data: { stageId: card.stage.id, title: titleWords(card) },
      disabled: !mayMove,
    })
  const name = titleWords(card)
  return (
    <li
      ref={setNodeRef}
      className={css.card}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      data-held={isDragging || undefined}
      data-moves={mayMove || undefined}
      {...(mayMove ? listeners : {})}
    >
      <CardFace
        card={card}
        onOpen={onOpen}
        grip={
          mayMove && (
            <button
              type="button"
              ref={setActivatorNodeRef}
              className={css.grip}
              {...attributes}
              aria-label={t`Arrastar ${name}`}
            >
              <IconGripVertical size={15} aria-hidden />
            </button>
          )
        }
        menu={mayMove && <CardMenu card={card} stages={stages} onMove={onMove} />}
      />
    </li>
  )
}

interface FaceProps {
  card: Opportunity
  onOpen?: () => void
  grip?: ReactNode
  menu?: ReactNode
  /** Drawn under the pointer while it is dragged. */
  isHeld?: boolean
}

export function CardFace({ card, onOpen, grip, menu, isHeld }: FaceProps) {
  const now = useNow(60_000)
  const customer = customerWords(card)
  const face = (
    <>
      <div className={css.cardHead}>
        {grip}
        <button type="button" className={css.cardTitle} onClick={onOpen}>
          {titleWords(card)}
        </button>
        {menu}
      </div>
      {customer && <p className={css.customer}>{customer}</p>}
      {card.nextStep && (
        <p className={css.step} data-late={card.isOverdue || undefined}>
          {card.isOverdue && <IconAlertCircle size={14} aria-hidden />}
          {card.isOverdue && <span className="visually-hidden">{t`Atrasado:`} </span>}
          <span className={css.stepText}>{card.nextStep}</span>
          {card.nextStepAt && <Moment at={card.nextStepAt} />}
        </p>
      )}
      <p className={css.cardFoot}>
        {card.amount && (
          <strong className={css.amount}>
            <MoneyText money={card.amount} />
          </strong>
        )}
        <span className={css.age} data-rotting={card.isRotting || undefined} title={t`Nesta etapa`}>
          <IconClock size={13} aria-hidden />
          <span className="visually-hidden">
            {card.isRotting ? t`Parada nesta etapa:` : t`Nesta etapa:`}{' '}
          </span>
          {ageWords(card.stageSince, now)}
        </span>
        <span className={css.cardWho} title={ownerWords(card)}>
          {card.owner ? (
            <>
              <Avatar userId={card.owner.id} avatar={null} name={card.owner.name} size={22} />
              <span className="visually-hidden">{card.owner.name}</span>
            </>
          ) : (
            t`Sem dono`
          )}
        </span>
      </p>
    </>
  )
  return isHeld ? (
    <div className={css.card} data-overlay>
      {face}
    </div>
  ) : (
    face
  )
}

function CardMenu({ card, stages, onMove }: Pick<Props, 'card' | 'stages' | 'onMove'>) {
  const { win, lose } = useClosing(card)
  const [losing, setLosing] = useState(false)
  const name = titleWords(card)
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="neutral" size={26} aria-label={t`Mover ${name} para…`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t`Mover para`}</Menu.Label>
          {stages.map((stage) => (
            <Menu.Item key={stage.id} disabled={stage.id === card.stage.id} onClick={() => onMove(stage)}>
              {stage.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrophy size={16} />} onClick={win}>
            {t`Ganha`}
          </Menu.Item>
          <Menu.Item leftSection={<IconX size={16} />} onClick={() => setLosing(true)}>
            {t`Perdida…`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {losing && <LoseDialog opened onClose={() => setLosing(false)} onLose={lose} />}
    </>
  )
}
