import {
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState, ErrorState, MoneyText } from '@/components/ui'
import type { Board as Data, Pipeline } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { type Place, useMoveOpportunity } from '../api/change-opportunity'
import { type BoardFilter, getBoard } from '../api/get-board'
import { findCard, place, standsAt } from '../board'
import { Column } from './column'
import { CardFace } from './card'
import { announcements, collisions, instructions, landing, steps } from './dragging'
import css from './sales.module.css'

/** Of each column; further ones are in the list. */
const MOST = 200

interface Props {
  pipeline: Pipeline
  filter: BoardFilter
  onOpen: (id: string) => void
  /** In this stage, or the first. */
  onNew: ((stageId?: string) => void) | undefined
  onList: () => void
}

/** A column for each stage; cards are moved by mouse, finger or keyboard, or by the menu on each. */
export function Board({ pipeline, filter, onOpen, onNew, onList }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const [limit, setLimit] = useState(50)
  const query = useQuery({ ...getBoard(pipeline.id, filter, limit), refetchInterval })
  if (query.isPending) return <BoardSkeleton />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const isFiltered = Object.keys(filter).length > 0
  return (
    <>
      {query.data.count === 0 && !isFiltered && (
        <EmptyState
          icon={IconFilter}
          title={t`Nada à venda por aqui ainda`}
          text={t`Anote cada venda que pode acontecer: o quê, para quem, por quanto. O quadro mostra em que pé está.`}
          action={onNew && <Button onClick={() => onNew()}>{t`Nova oportunidade`}</Button>}
        />
      )}
      <Columns
        board={query.data}
        mayMove={onNew !== undefined}
        onOpen={onOpen}
        onNew={onNew}
        onMore={() => (limit < MOST ? setLimit(Math.min(MOST, limit * 2)) : onList())}
        isFull={limit >= MOST}
      />
    </>
  )
}

interface ColumnsProps extends Pick<Props, 'onOpen' | 'onNew'> {
  board: Data
  mayMove: boolean
  onMore: () => void
  isFull: boolean
}

function Columns({ board, mayMove, onOpen, onNew, onMore, isFull }: ColumnsProps) {
  const move = useMoveOpportunity()
  const [heldId, setHeldId] = useState<string | null>(null)
  /** Where what is held has been dragged to, outside of its own column. */
  const [over, setOver] = useState<Place | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A finger that moves at once scrolls; one that rests takes the card.
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: steps }),
  )
  const held = heldId ? findCard(board, heldId) : undefined
  const shown = held && over ? place(board, held.id, over.stage.id, over.afterId) : board

  const go = (id: string, to: Place) => {
    const card = findCard(board, id)
    if (card && !standsAt(board, id, to)) void move.mutateAsync({ seen: card, to }).catch(notifyError)
  }
  const onDragOver = ({ active, over: target }: DragOverEvent) => {
    if (!target) return
    const to = landing(shown, active, target)
    if (to && to.stage.id !== findCard(shown, String(active.id))?.stage.id) setOver(to)
  }
  const onDragEnd = ({ active, over: target }: DragEndEvent) => {
    const to = target && landing(shown, active, target)
    setHeldId(null)
    setOver(null)
    if (to) go(String(active.id), to)
  }
  const forget = () => {
    setHeldId(null)
    setOver(null)
  }
  const says = announcements(shown)
  return (
    <>
      <p className={css.totals}>
        <MoneyText money={shown.sum} />{' '}
        <span>
          {t`em aberto, previsão de`} <MoneyText money={shown.weighted} />
        </span>
      </p>
      <DndContext
        sensors={sensors}
        collisionDetection={collisions}
        accessibility={{ announcements: says, screenReaderInstructions: { draggable: instructions() } }}
        onDragStart={({ active }) => setHeldId(String(active.id))}
        onDragOver={onDragOver}
        onDragEnd={onDragEnd}
        onDragCancel={forget}
      >
        <div className={css.board} tabIndex={0} role="group" aria-label={t`Etapas do funil`}>
          {shown.stages.map((column) => (
            <Column
              key={column.stage.id}
              column={column}
              stages={shown.stages.map(({ stage }) => stage)}
              mayMove={mayMove}
              holds={held?.id}
              onOpen={onOpen}
              onMove={(id, stage) => go(id, { stage, afterId: null })}
              onMore={onMore}
              isFull={isFull}
              foot={
                onNew && (
                  <button type="button" className={css.moreCards} onClick={() => onNew(column.stage.id)}>
                    <IconPlus size={15} aria-hidden /> {t`Adicionar`}
                    <span className="visually-hidden"> {t`em ${column.stage.name}`}</span>
                  </button>
                )
              }
            />
          ))}
        </div>
        <DragOverlay>{held && <CardFace card={held} isHeld />}</DragOverlay>
      </DndContext>
    </>
  )
}

function BoardSkeleton() {
  return (
    <div className={css.board} aria-busy="true" aria-label={t`Carregando`} role="status">
      {[0, 1, 2, 3].map((column) => (
        <div key={column} className={css.column}>
          <Skeleton height={18} width="60%" />
          <Skeleton height={92} radius={8} />
          <Skeleton height={92} radius={8} />
        </div>
      ))}
    </div>
  )
}
