import type { Board, Money, Opportunity } from '@/lib/api/types'

type Column = Board['stages'][number]

/** In whole cents, so that nothing is rounded. */
const cents = (money: Money | null) => (money ? BigInt(money.value.replace('.', '')) : 0n)
const money = (amount: bigint): Money => {
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return { value: `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'BRL' }
}

/** As the server counts it, to half a cent. */
const weigh = (sum: bigint, probability: number) => (sum * BigInt(probability) + 50n) / 100n

function counted(column: Column, cards: Opportunity[], count: number, amount: bigint): Column {
  const sum = cents(column.sum) + amount
  return {
    ...column,
    cards,
    count: column.count + count,
    sum: money(sum),
    weighted: money(weigh(sum, column.stage.probability)),
  }
}

function summed(board: Board, stages: Column[]): Board {
  const total = (of: (column: Column) => Money) =>
    money(stages.reduce((sum, column) => sum + cents(of(column)), 0n))
  return {
    ...board,
    stages,
    count: stages.reduce((sum, { count }) => sum + count, 0),
    sum: total(({ sum }) => sum),
    weighted: total(({ weighted }) => weighted),
  }
}

export const findCard = (board: Board, id: string): Opportunity | undefined =>
  board.stages.flatMap(({ cards }) => cards).find((card) => card.id === id)

/** Without it, as after it was won or lost. */
export function take(board: Board, id: string): Board {
  const card = findCard(board, id)
  if (!card) return board
  return summed(
    board,
    board.stages.map((column) =>
      column.cards.includes(card)
        ? counted(
            column,
            column.cards.filter((other) => other !== card),
            -1,
            -cents(card.amount),
          )
        : column,
    ),
  )
}

/** With it right behind another card of a stage; behind none, or one that is not there: before all others. */
export function place(board: Board, id: string, stageId: string, afterId: string | null): Board {
  const card = findCard(board, id)
  const to = board.stages.find(({ stage }) => stage.id === stageId)?.stage
  if (!card || !to) return board
  const moved = { ...card, stage: { id: to.id, name: to.name } }
  const without = take(board, id)
  return summed(
    without,
    without.stages.map((column) =>
      column.stage.id === stageId
        ? counted(
            column,
            column.cards.toSpliced(column.cards.findIndex((other) => other.id === afterId) + 1, 0, moved),
            1,
            cents(card.amount),
          )
        : column,
    ),
  )
}

/** What the server says of one card, wherever it stands. */
export const refresh = (board: Board, card: Opportunity): Board => ({
  ...board,
  stages: board.stages.map((column) => ({
    ...column,
    cards: column.cards.map((other) => (other.id === card.id ? card : other)),
  })),
})

/** Whether it is there already: right behind that card of that stage. */
export function standsAt(
  board: Board,
  id: string,
  to: { stage: { id: string }; afterId: string | null },
): boolean {
  const cards = board.stages.find(({ stage }) => stage.id === to.stage.id)?.cards ?? []
  const index = cards.findIndex((card) => card.id === id)
  return index >= 0 && (cards[index - 1]?.id ?? null) === to.afterId
}
