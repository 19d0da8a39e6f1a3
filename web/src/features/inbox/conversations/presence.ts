import type { Signal } from '@/lib/realtime-link'

/** Said this often while somebody has a conversation before their eyes; what colleagues are shown lasts a little longer. */
export const SEEN_EVERY = 20_000

/** Colleagues are told this often while somebody writes. */
export const TYPED_EVERY = 3_000

const LASTS: Record<string, number> = { viewing: SEEN_EVERY * 2, typing: TYPED_EVERY * 2 }

/** Until when each colleague is there, by what they do. */
export type Presence = Record<string, { viewing?: number; typing?: number }>

/** @param me what one does oneself is no news */
export function heard(presence: Presence, { topic, by }: Signal, me: string, now: number): Presence {
  if (by === me) return presence
  if (topic === 'left') return Object.fromEntries(Object.entries(presence).filter(([id]) => id !== by))
  const lasts = LASTS[topic]
  return lasts === undefined ? presence : { ...presence, [by]: { ...presence[by], [topic]: now + lasts } }
}

/** Whoever writes also looks; of those one only says that they write. */
export function present(presence: Presence, now: number): { viewing: string[]; typing: string[] } {
  const there = (what: 'viewing' | 'typing') =>
    Object.keys(presence).filter((id) => (presence[id]?.[what] ?? 0) > now)
  const typing = there('typing')
  return { typing, viewing: there('viewing').filter((id) => !typing.includes(id)) }
}

/** When the next of them is gone; null: nobody is there. */
export function nextEnd(presence: Presence, now: number): number | null {
  const ends = Object.values(presence)
    .flatMap(({ viewing, typing }) => [viewing ?? 0, typing ?? 0])
    .filter((end) => end > now)
  return ends.length === 0 ? null : Math.min(...ends)
}
