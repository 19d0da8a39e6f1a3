import { describe, expect, it } from 'vitest'
import type { Board, Opportunity } from '@/lib/api/types'
import { findCard, place, refresh, standsAt, take } from './board'

const card = (id: string, value: string | null, stage = 's1') =>
  ({
    id,
    title: id,
    stage: { id: stage, name: stage },
    amount: value && { value, currency: 'BRL' },
  }) as Opportunity

const brl = (value: string) => ({ value, currency: 'BRL' as const })

const board = {
  count: 4,
  sum: brl('160.00'),
  weighted: brl('31.00'),
  stages: [
    {
      stage: { id: 's1', name: 's1', probability: 10, rottingDays: null, active: true },
      count: 3,
      sum: brl('60.00'),
      weighted: brl('6.00'),
      cards: [card('a', '10.00'), card('b', '50.00'), card('c', null)],
      next: null,
    },
    {
      stage: { id: 's2', name: 's2', probability: 25, rottingDays: null, active: true },
      count: 1,
      sum: brl('100.00'),
      weighted: brl('25.00'),
      cards: [card('d', '100.00', 's2')],
      next: null,
    },
  ],
} as Board

const shown = ({ stages }: Board) =>
  stages.map(({ cards, count, sum, weighted }) => [
    cards.map(({ id }) => id).join(''),
    count,
    sum.value,
    weighted.value,
  ])

describe('a board before the server has answered', () => {
  it('shows a card where it was put, and counts as the server will', () => {
    const moved = place(board, 'b', 's2', 'd')
    expect(shown(moved)).toEqual([
      ['ac', 2, '10.00', '1.00'],
      ['db', 2, '150.00', '37.50'],
    ])
    expect([moved.count, moved.sum.value, moved.weighted.value]).toEqual([4, '160.00', '38.50'])
    expect(findCard(moved, 'b')?.stage.id).toBe('s2')
  })

  it('puts it first behind none, and behind one that is not there', () => {
    for (const after of [null, 'z', 'd']) expect(shown(place(board, 'c', 's1', after))[0]![0]).toBe('cab')
    expect(shown(place(board, 'a', 's1', 'c'))).toEqual([['bca', 3, '60.00', '6.00'], shown(board)[1]])
  })

  it('is as it was when the card or the stage is not there', () => {
    expect(place(board, 'z', 's1', null)).toBe(board)
    expect(place(board, 'a', 'z', null)).toBe(board)
    expect(take(board, 'z')).toBe(board)
  })

  it('shows no card that was won, and no less than nothing', () => {
    expect(shown(take(board, 'd'))[1]).toEqual(['', 0, '0.00', '0.00'])
  })

  it('knows where a card stands', () => {
    const at = (id: string, stage: string, afterId: string | null) =>
      standsAt(board, id, { stage: { id: stage }, afterId })
    expect([at('a', 's1', null), at('b', 's1', 'a'), at('d', 's2', null)]).toEqual([true, true, true])
    expect([at('a', 's1', 'b'), at('b', 's1', null), at('a', 's2', null), at('z', 's1', null)]).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('takes what the server says of a card', () => {
    expect(
      findCard(refresh(board, { ...card('d', '7.00', 's2'), version: 9 } as Opportunity), 'd')?.version,
    ).toBe(9)
  })
})
