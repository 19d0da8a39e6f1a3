import type { FoundMessage, MessageSearch } from '@/lib/api/types'
import { plusDays } from '@/lib/time'

export type Author = 'customer' | 'company' | 'note'

export interface MessageFilter {
  teamId: string | undefined
  channelId: string | undefined
  author: Author | undefined
  /** Days, both among what is searched. */
  from: string | undefined
  to: string | undefined
}

export const AUTHORS: Author[] = ['customer', 'company', 'note']

/** Within the last so many days, today among them. */
export const PERIODS = [7, 30, 365] as const

export const lastDays = (days: number, today: string) => ({ from: plusDays(today, 1 - days), to: undefined })

/** Which of the periods it is; null: days of somebody's own choice, or any. */
export function periodOf({ from, to }: Pick<MessageFilter, 'from' | 'to'>, today: string): number | null {
  if (!from || to) return null
  return PERIODS.find((days) => lastDays(days, today).from === from) ?? null
}

export const isNarrowed = ({ teamId, channelId, author, from, to }: MessageFilter) =>
  Boolean(teamId ?? channelId ?? author ?? from ?? to)

export interface Piece {
  text: string
  found: boolean
}

/** A snippet in the pieces it is shown in. */
export function piecesOf({ text, marks }: FoundMessage['snippet']): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, length } of marks) {
    if (start > at) pieces.push({ text: text.slice(at, start), found: false })
    pieces.push({ text: text.slice(start, start + length), found: true })
    at = start + length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false })
  return pieces
}

export type Entry =
  | { kind: 'conversations' }
  | { kind: 'conversation'; conversation: MessageSearch['conversations'][number] }
  | { kind: 'messages' }
  | { kind: 'message'; message: FoundMessage }

/** What the list shows, line by line; with heads only where there is something of both. */
export function entriesOf(pages: MessageSearch[]): Entry[] {
  const conversations = (pages[0]?.conversations ?? []).map((conversation) => ({
    kind: 'conversation' as const,
    conversation,
  }))
  const messages = pages
    .flatMap((page) => page.items)
    .map((message) => ({ kind: 'message' as const, message }))
  return [
    ...(conversations.length > 0 ? [{ kind: 'conversations' as const }, ...conversations] : []),
    ...(conversations.length > 0 && messages.length > 0 ? [{ kind: 'messages' as const }] : []),
    ...messages,
  ]
}

export const canBeOpened = (entry: Entry) => entry.kind === 'conversation' || entry.kind === 'message'
