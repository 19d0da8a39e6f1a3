import { describe, expect, it } from 'vitest'
import type { ConversationItem, ConversationMessage } from '@/lib/api/types'
import type { UnderWay } from './api/reply'
import { type Entry, heldFor, itemsOf, lastHeld, notThereYet, rowsOf, shownAs, withUnderWay } from './thread'

const message = (id: string, more: Partial<ConversationMessage> = {}): ConversationMessage => ({
  id,
  kind: 'text',
  text: `texto ${id}`,
  content: null,
  name: null,
  quotedId: null,
  removed: false,
  erased: false,
  file: null,
  fate: null,
  ...more,
})

const item = (sequence: number, at: string, more: Partial<ConversationItem> = {}): ConversationItem => ({
  sequence,
  kind: 'received',
  at,
  author: null,
  message: message(`m${sequence}`),
  note: null,
  change: null,
  subject: null,
  until: null,
  priority: null,
  reason: null,
  waitedSeconds: null,
  ...more,
})

const about = (sequence: number, kind: string, quotedId: string, more: Partial<ConversationMessage> = {}) =>
  item(sequence, '2026-11-22T15:00:00Z', { message: message(`m${sequence}`, { kind, quotedId, ...more }) })

const entries = (items: ConversationItem[]) =>
  rowsOf(items).filter((row): row is Entry => row.kind === 'entry')

describe('rowsOf', () => {
  it('puts the newest last and a day above each, by the clock here', () => {
    const rows = rowsOf([
      item(3, '2026-11-23T03:00:00Z'),
      item(2, '2026-11-23T02:59:59Z'),
      item(1, '2026-11-22T15:00:00Z'),
    ])
    expect(rows.map((row) => (row.kind === 'day' ? row.day : row.item.sequence))).toEqual([
      '2026-11-22',
      1,
      2,
      '2026-11-23',
      3,
    ])
  })

  it('runs on for five minutes of the same side, and not a moment longer', () => {
    const starts = entries([
      item(1, '2026-11-22T15:00:00.000Z'),
      item(2, '2026-11-22T15:04:59.999Z'),
      item(3, '2026-11-22T15:09:59.999Z'),
      item(4, '2026-11-22T15:10:00.000Z', { kind: 'sent', author: { id: 'a', name: 'Ana' } }),
      item(5, '2026-11-22T15:10:01.000Z', { kind: 'sent', author: { id: 'b', name: 'Bia' } }),
    ]).map(({ startsRun }) => startsRun)
    expect(starts).toEqual([true, false, true, true, true])
  })

  it('shows a reaction on what it is about, one of each side, the last one', () => {
    const [only, ...others] = entries([
      item(1, '2026-11-22T15:00:00Z'),
      about(2, 'reaction', 'm1', { text: '👍' }),
      about(3, 'reaction', 'm1', { text: '❤️' }),
      {
        ...about(4, 'reaction', 'm1', { text: null, content: { type: 'reaction', emoji: '🙏' } }),
        kind: 'sent',
      },
    ])
    expect(others).toEqual([])
    expect(only!.reactions).toEqual([
      { emoji: '❤️', ours: false },
      { emoji: '🙏', ours: true },
    ])
  })

  it('takes a reaction back', () => {
    const [only] = entries([
      item(1, '2026-11-22T15:00:00Z'),
      about(2, 'reaction', 'm1', { text: '👍' }),
      about(3, 'reaction', 'm1', { text: null, removed: true }),
    ])
    expect(only!.reactions).toEqual([])
  })

  it('does not show a reaction the customer never got on what it was about', () => {
    const fate = {
      status: 'failed' as const,
      at: '2026-11-22T15:00:00Z',
      errorCode: 131047,
      errorReason: null,
      possibleDuplicate: false,
    }
    const [only, lost] = entries([
      item(1, '2026-11-22T15:00:00Z'),
      { ...about(2, 'reaction', 'm1', { content: { type: 'reaction', emoji: '🙏' }, fate }), kind: 'sent' },
    ])
    expect(only!.reactions).toEqual([])
    expect(lost!.item.sequence).toBe(2)
  })

  it('leaves a reaction to what is not loaded where it is', () => {
    expect(entries([about(9, 'reaction', 'm1', { text: '👍' })])).toHaveLength(1)
  })

  it('says of a message that it was edited or revoked', () => {
    const [edited, revoked] = entries([
      item(1, '2026-11-22T15:00:00Z'),
      item(2, '2026-11-22T15:00:00Z'),
      about(3, 'edit', 'm1', { text: 'às 17h' }),
      about(4, 'revoke', 'm2'),
    ])
    expect([edited!.edited, edited!.revoked]).toEqual(['às 17h', false])
    expect([revoked!.edited, revoked!.revoked]).toEqual([null, true])
  })

  it('knows what is answered where that is loaded', () => {
    const [, answer, lost] = entries([
      item(1, '2026-11-22T15:00:00Z'),
      item(2, '2026-11-22T15:00:00Z', { message: message('m2', { quotedId: 'm1' }) }),
      item(3, '2026-11-22T15:00:00Z', { message: message('m3', { quotedId: 'm0' }) }),
    ])
    expect(answer!.quoted?.text).toBe('texto m1')
    expect(lost!.quoted).toBeNull()
  })
})

describe('withUnderWay', () => {
  const reactions = [
    { emoji: '👍', ours: true },
    { emoji: '❤️', ours: false },
  ]

  it('puts what is under way in place of our own, and leaves theirs', () => {
    expect(withUnderWay(reactions, undefined)).toBe(reactions)
    expect(withUnderWay(reactions, '🙏')).toEqual([
      { emoji: '❤️', ours: false },
      { emoji: '🙏', ours: true },
    ])
    expect(withUnderWay(reactions, '')).toEqual([{ emoji: '❤️', ours: false }])
  })
})

describe('notThereYet', () => {
  const me = { id: 'bia', name: 'Bia' }
  const sent = (sequence: number, text: string, author = me) =>
    item(sequence, '2026-11-22T15:00:00Z', {
      kind: 'sent',
      author,
      message: message(`m${sequence}`, { content: { type: 'text', text } }),
    })
  const underWay = (text: string, after: number): UnderWay => ({
    reply: { content: { type: 'text', text } },
    key: text,
    at: '2026-11-22T15:00:00Z',
    after,
  })

  it('leaves out what the announcement brought before the answer', () => {
    expect(notThereYet([underWay('Oi', 1)], [sent(2, 'Oi')], 'bia')).toEqual([])
  })

  it('keeps what only looks the same: sent before, by somebody else, or other words', () => {
    const one = underWay('Oi', 2)
    const other = { id: 'caio', name: 'Caio' }
    expect(notThereYet([one], [sent(4, 'Olá'), sent(3, 'Oi', other), sent(2, 'Oi')], 'bia')).toEqual([one])
  })

  it('counts the same words sent twice', () => {
    const [first, second] = [underWay('Oi', 1), underWay('Oi', 1)]
    expect(notThereYet([first, second], [sent(2, 'Oi')], 'bia')).toEqual([second])
    expect(notThereYet([first, second], [sent(3, 'Oi'), sent(2, 'Oi')], 'bia')).toEqual([])
  })
})

describe('a conversation opened in its midst', () => {
  const at = '2026-03-10T12:00:00Z'
  it('has each item once, the newest first, however its pages overlap', () => {
    const pages = [{ items: [item(4, at), item(3, at)] }, { items: [item(3, at), item(2, at)] }]
    expect(itemsOf(pages).map(({ sequence }) => sequence)).toEqual([4, 3, 2])
  })
  it('shows what is about a message with that message', () => {
    const items = [
      item(3, at, { message: message('m3', { kind: 'edit', quotedId: 'm1' }) }),
      item(2, at),
      item(1, at),
    ]
    const rows = rowsOf(items)
    expect(shownAs(2, rows, items)).toBe(2)
    expect(shownAs(3, rows, items)).toBe(1)
    expect(shownAs(9, rows, items)).toBeUndefined()
  })
})

describe('what can be taken back', () => {
  const now = new Date('2026-11-22T15:00:02Z').getTime()
  const fate = (status: 'queued' | 'withdrawn', heldUntil: string | null) => ({
    status,
    at: '2026-11-22T15:00:00Z',
    errorCode: null,
    errorReason: null,
    possibleDuplicate: false,
    heldUntil,
  })
  const sent = (sequence: number, author: string, heldUntil: string | null) =>
    item(sequence, '2026-11-22T15:00:00Z', {
      kind: 'sent',
      author: { id: author, name: author },
      message: message(`m${sequence}`, { fate: fate('queued', heldUntil) }),
    })

  it('is what one has written oneself, the last first, until its time is over', () => {
    const items = [
      sent(4, 'bia', '2026-11-22T15:00:05Z'),
      sent(3, 'ana', null),
      sent(2, 'ana', '2026-11-22T15:00:05Z'),
      sent(1, 'ana', '2026-11-22T15:00:04Z'),
    ]
    expect(lastHeld(items, 'ana', now)?.id).toBe('m2')
    expect(lastHeld(items, 'ana', now + 3_000)).toBeUndefined()
    expect(heldFor(items[2]!.message!.fate, now)).toBe(3)
    expect(heldFor(null, now)).toBe(0)
  })

  it('leaves a reaction that was taken back off its message', () => {
    const reaction = about(2, 'reaction', 'm1', { text: '👍', fate: fate('withdrawn', null) })
    const [first, second] = entries([item(1, '2026-11-22T15:00:00Z'), reaction])
    expect(first!.reactions).toEqual([])
    expect(second!.item.sequence).toBe(2)
  })
})
