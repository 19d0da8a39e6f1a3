import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconTag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Conversation, ConversationDetails } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyError } from '@/lib/notify'
import { listLabels } from '../../labels/api/list-labels'
import { LabelChip, LabelDot } from '../../labels/components/label-chip'
import { PriorityBadge } from '../../support-tickets/components/badges'
import { PRIORITIES, priorityWords } from '../../support-tickets/words'
import { useLabelConversation } from '../api/label-conversation'
import { usePrioritiseConversation } from '../api/prioritise-conversation'
import css from './person.module.css'

interface Props {
  conversation: Conversation
  participants: ConversationDetails['participants']
}

/** By what it is found again, how soon it wants somebody, and who took part. */
export function Organise({ conversation, participants }: Props) {
  const may = useCan('inbox.conversations.write')
  return (
    <section className={css.earlier} aria-label={t`Conversa`}>
      <dl className={css.facts}>
        <dt>{t`Prioridade`}</dt>
        <dd>
          {may ? (
            <PriorityMenu conversation={conversation} />
          ) : (
            <PriorityBadge priority={conversation.priority} />
          )}
        </dd>
        <dt>{t`Etiquetas`}</dt>
        <dd className={css.chips}>
          {conversation.labels.map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
          {may ? (
            <LabelMenu conversation={conversation} />
          ) : (
            conversation.labels.length === 0 && <span className={css.dim}>{t`Nenhuma`}</span>
          )}
        </dd>
        {participants.length > 0 && (
          <>
            <dt>{t`Participaram`}</dt>
            <dd>{participants.map(({ name }) => name).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function PriorityMenu({ conversation: { id, priority } }: { conversation: Conversation }) {
  const prioritise = usePrioritiseConversation(id)
  return (
    <Menu position="bottom-start" width={180}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="neutral"
          className={css.change}
          rightSection={<IconChevronDown size={14} />}
          aria-label={t`Prioridade: ${priorityWords(priority).label}`}
        >
          <PriorityBadge priority={priority} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRIORITIES.map((one) => (
          <Menu.Item
            key={one}
            rightSection={one === priority ? <IconCheck size={16} /> : null}
            onClick={() => one !== priority && void prioritise.mutateAsync(one).catch(notifyError)}
          >
            {priorityWords(one).label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function LabelMenu({ conversation: { id, labels } }: { conversation: Conversation }) {
  const known = useQuery(listLabels)
  const label = useLabelConversation(id)
  const mayManage = useCan('inbox.labels.manage')
  return (
    <Menu position="bottom-start" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="neutral"
          className={css.change}
          leftSection={<IconTag size={15} stroke={1.75} />}
        >
          {labels.length === 0 ? t`Pôr etiqueta` : t`Mudar`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.menuList}>
        {known.data?.length === 0 && <Menu.Item disabled>{t`A empresa ainda não tem etiquetas`}</Menu.Item>}
        {known.data?.map((one) => {
          const on = labels.some(({ id: has }) => has === one.id)
          return (
            <Menu.CheckboxItem
              key={one.id}
              checked={on}
              onChange={() =>
                void label
                  .mutateAsync(on ? labels.filter(({ id: has }) => has !== one.id) : [...labels, one])
                  .catch(notifyError)
              }
            >
              <span className={css.labelled}>
                <LabelDot color={one.color} />
                {one.name}
              </span>
            </Menu.CheckboxItem>
          )
        })}
        {mayManage && (
          <>
            <Menu.Divider />
            <Menu.Item component={Link} to="/configuracoes/etiquetas">
              {t`Cuidar das etiquetas`}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
