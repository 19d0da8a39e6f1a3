import { tabStorage } from '@/lib/storage'
import { uuid } from '@/lib/uuid'

export interface Draft {
  mode: 'reply' | 'note'
  reply: string
  note: string
}

const empty: Draft = { mode: 'reply', reply: '', note: '' }

const place = (userId: string, conversationId: string) => `draft.${userId}.${conversationId}`

export function readDraft(userId: string, conversationId: string): Draft {
  try {
    const stored: unknown = JSON.parse(tabStorage.get(place(userId, conversationId)) ?? 'null')
    return { ...empty, ...(stored as Partial<Draft> | null) }
  } catch {
    return empty
  }
}

export function keepDraft(userId: string, conversationId: string, draft: Draft): void {
  if (draft.reply === '' && draft.note === '') tabStorage.remove(place(userId, conversationId))
  else tabStorage.set(place(userId, conversationId), JSON.stringify(draft))
}

/** What could not be sent stands above what was typed meanwhile. */
export const putBack = (sent: string, typed: string) => [sent, typed].filter((text) => text !== '').join('\n')

const unanswered = new Map<string, string>()

/** What failed and is sent once more, unchanged, has the same key: the first attempt may have arrived. */
export function keyFor(conversationId: string, body: string): string {
  const place = `${conversationId} ${body}`
  const key = unanswered.get(place) ?? uuid()
  unanswered.delete(place)
  return key
}

export function rememberKey(conversationId: string, body: string, key: string): void {
  unanswered.set(`${conversationId} ${body}`, key)
}
