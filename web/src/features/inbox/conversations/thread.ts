import type { ConversationItem, ConversationMessage, MessageContent } from '@/lib/api/types'
import { dayOf, secondsLeft } from '@/lib/time'
import type { UnderWay } from './api/reply'

const RUN = 5 * 60_000

export interface Reaction {
  emoji: string
  ours: boolean
}

export interface Entry {
  kind: 'entry'
  item: ConversationItem
  /** What the customer put in its place since. */
  edited: string | null
  revoked: boolean
  reactions: Reaction[]
  /** What it answers, where that is loaded. */
  quoted: ConversationMessage | null
  /** By somebody else than what stands above it, or much later. */
  startsRun: boolean
}

export type Row = { kind: 'day'; day: string } | Entry

/** Of pages that may overlap, each item once; the newest first. */
export function itemsOf(pages: { items: ConversationItem[] }[]): ConversationItem[] {
  const known = new Map(pages.flatMap((page) => page.items).map((item) => [item.sequence, item] as const))
  return [...known.values()].sort((a, b) => b.sequence - a.sequence)
}

/** The number under which an item stands on the screen: what is about another one stands with that. */
export function shownAs(sequence: number, rows: Row[], items: ConversationItem[]): number | undefined {
  const entries = rows.filter((row) => row.kind === 'entry')
  if (entries.some(({ item }) => item.sequence === sequence)) return sequence
  const about = items.find((item) => item.sequence === sequence)?.message?.quotedId
  return about ? entries.find(({ item }) => item.message?.id === about)?.item.sequence : undefined
}

/** As people read it: days apart, and what is about a message on that message, as soon as that is loaded. */
export function rowsOf(items: ConversationItem[]): Row[] {
  const ordered = [...items].sort((a, b) => a.sequence - b.sequence)
  const known = new Map(ordered.flatMap(({ message }) => (message ? [[message.id, message] as const] : [])))
  const about = new Map<string, ConversationItem[]>()
  const rows: Row[] = []
  let day = ''
  let above: ConversationItem | null = null
  for (const item of ordered) {
    const target = aboutWhich(item)
    if (target !== null && known.has(target)) {
      about.set(target, [...(about.get(target) ?? []), item])
      continue
    }
    if (dayOf(item.at) !== day) {
      day = dayOf(item.at)
      above = null
      rows.push({ kind: 'day', day })
    }
    rows.push({
      kind: 'entry',
      item,
      edited: null,
      revoked: false,
      reactions: [],
      quoted: (item.message?.quotedId && known.get(item.message.quotedId)) || null,
      startsRun: !above || !goesOn(above, item),
    })
    above = item
  }
  for (const row of rows)
    if (row.kind === 'entry' && row.item.message) add(row, about.get(row.item.message.id))
  return rows
}

function aboutWhich({ message }: ConversationItem): string | null {
  return message &&
    ['reaction', 'edit', 'revoke'].includes(message.kind) &&
    !isLost(message) &&
    !isWithdrawn(message)
    ? message.quotedId
    : null
}

/** Taken back before it left: that it was written is all there is of it. */
export const isWithdrawn = ({ fate }: ConversationMessage) => fate?.status === 'withdrawn'

/** What this person wrote last and can still take back. */
export const lastHeld = (items: ConversationItem[], userId: string, now: number) =>
  items.find(({ author, message }) => author?.id === userId && heldFor(message?.fate, now) > 0)?.message

/** Seconds in which it can still be taken back. */
export const heldFor = (fate: ConversationMessage['fate'] | undefined, now: number) =>
  fate?.heldUntil ? secondsLeft(fate.heldUntil, now) : 0

/** The customer never got it. */
export const isLost = ({ fate }: ConversationMessage) =>
  fate?.status === 'failed' || fate?.status === 'abandoned'

function add(row: Entry, about: ConversationItem[] = []) {
  for (const { kind, message } of about) {
    if (message?.kind === 'edit') row.edited = message.text
    else if (message?.kind === 'revoke') row.revoked = true
    else if (message) {
      // Each side has one at a time.
      const ours = kind === 'sent'
      const others = row.reactions.filter((reaction) => reaction.ours !== ours)
      const emoji = emojiOf(message)
      row.reactions = message.removed || !emoji ? others : [...others, { emoji, ours }]
    }
  }
}

/** As it will be once what is under way has arrived. */
export function withUnderWay(reactions: Reaction[], emoji: string | undefined): Reaction[] {
  if (emoji === undefined) return reactions
  const theirs = reactions.filter((reaction) => !reaction.ours)
  return emoji === '' ? theirs : [...theirs, { emoji, ours: true }]
}

export const emojiOf = ({ content, text }: ConversationMessage) =>
  content?.type === 'reaction' ? content.emoji : (text ?? '')

const goesOn = (above: ConversationItem, item: ConversationItem) =>
  above.kind === item.kind &&
  above.author?.id === item.author?.id &&
  new Date(item.at).getTime() - new Date(above.at).getTime() < RUN

/**
 * What is not among the items yet, so that nothing is on the screen twice: the announcement of a message may be here before the answer to
 * who sent it. Each item stands for one that is under way, the same words sent twice for two.
 */
export function notThereYet(underWay: UnderWay[], items: ConversationItem[], userId: string): UnderWay[] {
  const mine = items.filter((item) => item.kind === 'sent' && item.author?.id === userId)
  const taken = new Set<number>()
  return underWay.filter(({ reply: { content }, after }) => {
    const there = mine.findLast(
      ({ sequence, message }) =>
        sequence > after && !taken.has(sequence) && isSame(content, message?.content ?? null),
    )
    if (there) taken.add(there.sequence)
    return !there
  })
}

/** As far as people tell them apart. */
function isSame(one: MessageContent, other: MessageContent | null): boolean {
  if (one.type === 'text') return other?.type === 'text' && one.text === other.text
  if (one.type === 'reaction') return other?.type === 'reaction' && one.emoji === other.emoji
  return one.type === other?.type
}
