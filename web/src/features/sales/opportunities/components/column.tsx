import { useDroppable } from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { t } from '@lingui/core/macro'
import { MoneyText } from '@/components/ui'
import type { Board, Stage } from '@/lib/api/types'
import { isZero } from '@/lib/money'
import { SortableCard } from './card'
import css from './sales.module.css'

interface Props {
  column: Board['stages'][number]
  /** Where its cards can be moved to. */
  stages: Stage[]
  mayMove: boolean
  /** The card that is being dragged. */
  holds: string | undefined
  onOpen: (id: string) => void
  onMove: (id: string, stage: Stage) => void
  onMore: () => void
  isFull: boolean
  foot: React.ReactNode
}

export function Column({ column, stages, mayMove, holds, onOpen, onMove, onMore, isFull, foot }: Props) {
  const { stage, cards, count, sum, next } = column
  const { setNodeRef } = useDroppable({ id: stage.id, data: { stage }, disabled: !mayMove })
  return (
    <section
      ref={setNodeRef}
      className={css.column}
      aria-label={stage.name}
      data-takes={(holds && cards.some(({ id }) => id === holds)) || undefined}
    >
      <header className={css.columnHead}>
        <h2>
          {stage.name} <span className="tabular">{count}</span>
        </h2>
        <p>
          {!isZero(sum) && <MoneyText money={sum} />}
          <span className="tabular">{t`${stage.probability} %`}</span>
        </p>
      </header>
      <SortableContext items={cards.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ul className={css.cards}>
          {cards.map((card) => (
            <SortableCard
              key={card.id}
              card={card}
              stages={stages}
              mayMove={mayMove}
              onOpen={() => onOpen(card.id)}
              onMove={(to) => onMove(card.id, to)}
            />
          ))}
        </ul>
      </SortableContext>
      {cards.length === 0 && <p className={css.nothing}>{t`Nenhuma`}</p>}
      {next && (
        <button type="button" className={css.moreCards} onClick={onMore}>
          {isFull ? t`Ver todas na lista` : t`Ver mais`}
        </button>
      )}
      {foot}
    </section>
  )
}
