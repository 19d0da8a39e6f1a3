import { expect, it } from 'vitest'
import { heard, nextEnd, present, SEEN_EVERY, TYPED_EVERY, type Presence } from './presence'

const signal = (topic: string, by: string) => ({ topic, id: 'c1', by })
const after = (...signals: [topic: string, by: string, at: number][]) =>
  signals.reduce<Presence>((all, [topic, by, at]) => heard(all, signal(topic, by), 'me', at), {})

it('shows who looks until they leave, or are not heard of for twice as long as they say it', () => {
  const presence = after(['viewing', 'ana', 0], ['viewing', 'bia', 1])
  expect(present(presence, 2)).toEqual({ viewing: ['ana', 'bia'], typing: [] })
  expect(present(presence, 2 * SEEN_EVERY)).toEqual({ viewing: ['bia'], typing: [] })
  expect(present(presence, 2 * SEEN_EVERY + 1)).toEqual({ viewing: [], typing: [] })
  expect(present(heard(presence, signal('left', 'ana'), 'me', 3), 3).viewing).toEqual(['bia'])
})

it('says of who writes that they write, and then again that they look', () => {
  const presence = after(['viewing', 'ana', 0], ['typing', 'ana', 0])
  expect(present(presence, 1)).toEqual({ viewing: [], typing: ['ana'] })
  expect(present(presence, 2 * TYPED_EVERY)).toEqual({ viewing: ['ana'], typing: [] })
  expect(nextEnd(presence, 1)).toBe(2 * TYPED_EVERY)
  expect(nextEnd(presence, 2 * TYPED_EVERY)).toBe(2 * SEEN_EVERY)
  expect(nextEnd(presence, 2 * SEEN_EVERY)).toBeNull()
})

it('says nothing of oneself, and nothing of what it does not know', () => {
  expect(after(['viewing', 'me', 0], ['dancing', 'ana', 0])).toEqual({})
})
