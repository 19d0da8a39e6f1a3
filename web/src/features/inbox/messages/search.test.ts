import { describe, expect, it } from 'vitest'
import type { FoundMessage, MessageSearch } from '@/lib/api/types'
import { entriesOf, isNarrowed, lastDays, periodOf, piecesOf } from './search'

const anywhere = {
  teamId: undefined,
  channelId: undefined,
  author: undefined,
  from: undefined,
  to: undefined,
}
const message = { sequence: 3 } as FoundMessage
const page = (conversations: number, messages: number): MessageSearch => ({
  items: Array.from({ length: messages }, () => message),
  next: null,
  conversations: Array.from({ length: conversations }, () => ({}) as MessageSearch['conversations'][number]),
  isComplete: true,
})

describe('a snippet', () => {
  it('is cut at what was found, by the same units as the server counts', () => {
    const marks = [
      { start: 3, length: 3 },
      { start: 7, length: 5 },
    ]
    expect(piecesOf({ text: '😀 pix agora!', marks })).toEqual([
      { text: '😀 ', found: false },
      { text: 'pix', found: true },
      { text: ' ', found: false },
      { text: 'agora', found: true },
      { text: '!', found: false },
    ])
  })
  it('may be found whole', () => {
    expect(piecesOf({ text: 'pix', marks: [{ start: 0, length: 3 }] })).toEqual([
      { text: 'pix', found: true },
    ])
  })
})

describe('a period', () => {
  it('of seven days has today in it', () => {
    expect(lastDays(7, '2026-03-10')).toEqual({ from: '2026-03-04', to: undefined })
  })
  it('is known again by its first day', () => {
    expect(periodOf({ from: '2026-03-04', to: undefined }, '2026-03-10')).toBe(7)
    expect(periodOf({ from: '2026-03-05', to: undefined }, '2026-03-10')).toBeNull()
    expect(periodOf({ from: '2026-03-04', to: '2026-03-10' }, '2026-03-10')).toBeNull()
    expect(periodOf({ from: undefined, to: undefined }, '2026-03-10')).toBeNull()
  })
  it('narrows, as everything else does', () => {
    expect(isNarrowed(anywhere)).toBe(false)
    expect(isNarrowed({ ...anywhere, to: '2026-03-10' })).toBe(true)
    expect(isNarrowed({ ...anywhere, author: 'note' })).toBe(true)
  })
})

describe('what was found', () => {
  it('has heads only where there are both', () => {
    expect(entriesOf([page(0, 2)]).map((entry) => entry.kind)).toEqual(['message', 'message'])
    expect(entriesOf([page(1, 1)]).map((entry) => entry.kind)).toEqual([
      'conversations',
      'conversation',
      'messages',
      'message',
    ])
    expect(entriesOf([page(1, 0)]).map((entry) => entry.kind)).toEqual(['conversations', 'conversation'])
    expect(entriesOf([])).toEqual([])
  })
  it('goes on from page to page', () => {
    expect(entriesOf([page(1, 2), page(0, 1)]).filter((entry) => entry.kind === 'message')).toHaveLength(3)
  })
})
