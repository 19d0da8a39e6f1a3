import { tabStorage } from '@/lib/storage'
import { uuid } from '@/lib/uuid'
import { saveDraft, type Words } from './api/save-draft'

export interface Draft extends Words {
  mode: 'reply' | 'note'
}

/** While somebody types, not at every letter. */
const PAUSE = 800

interface Keeping {
  /** As the server has it. */
  saved: Words
  wanted: Words
  timer?: ReturnType<typeof setTimeout>
  saving: boolean
}

const keeping = new Map<string, Keeping>()

const place = (userId: string, conversationId: string) => `draft.${userId}.${conversationId}`
const isSame = (one: Words, other: Words) => one.reply === other.reply && one.note === other.note
const nothing: Words = { reply: '', note: '' }

/** What the server has; or what was typed in this tab and has not reached it. */
export function beginDraft(userId: string, conversationId: string, known: Words | null): Draft {
  const key = place(userId, conversationId)
  const saved = { reply: known?.reply ?? '', note: known?.note ?? '' }
  const here = readHere(key)
  const words = here ?? saved
  const before = keeping.get(key)
  if (!before) keeping.set(key, { saved, wanted: words, saving: false })
  // With nothing on its way, the server knows best: it may have been written to from elsewhere.
  else if (!here && !before.saving) Object.assign(before, { saved, wanted: saved })
  return { ...words, mode: words.reply === '' && words.note !== '' ? 'note' : 'reply' }
}

/** What is being typed: in this tab at once, at the server after a pause, and one writing after the other. */
export function keepDraft(userId: string, conversationId: string, { reply, note }: Words): void {
  const key = place(userId, conversationId)
  const kept = keeping.get(key) ?? { saved: nothing, wanted: nothing, saving: false }
  keeping.set(key, kept)
  kept.wanted = { reply, note }
  clearTimeout(kept.timer)
  if (isSame(kept.wanted, kept.saved) && !kept.saving) return tabStorage.remove(key)
  tabStorage.set(key, JSON.stringify(kept.wanted))
  kept.timer = setTimeout(() => void save(key, conversationId, kept), PAUSE)
}

/** What is typed now: as it stands in this tab, whatever is on the screen. */
export const typedIn = (userId: string, conversationId: string): Words =>
  keeping.get(place(userId, conversationId))?.wanted ?? nothing

async function save(key: string, conversationId: string, kept: Keeping) {
  // Whoever is writing goes on with it.
  if (kept.saving) return
  kept.saving = true
  try {
    while (!isSame(kept.wanted, kept.saved)) {
      const words = kept.wanted
      await saveDraft(conversationId, words)
      kept.saved = words
    }
    tabStorage.remove(key)
  } catch {
    // It stands in this tab, and goes with the next letter or when the conversation is opened again.
  } finally {
    kept.saving = false
  }
}

function readHere(key: string): Words | null {
  try {
    const stored: unknown = JSON.parse(tabStorage.get(key) ?? 'null')
    return stored === null ? null : { ...nothing, ...(stored as Partial<Words>) }
  } catch {
    return null
  }
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
