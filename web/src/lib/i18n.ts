import { i18n } from '@lingui/core'
import { storage } from './storage'

/**
 * Portuguese is the source: its sentences are in the code and are shipped with the route that shows them.
 * Another language is a catalogue in src/locales, fetched only by whoever chose it.
 */
type Compiled = string | (string | [string] | [string, string, Record<string, unknown>])[]

export function compileMessage(message: string): Compiled {
  const tokens: Exclude<Compiled, string> = []
  let last = 0
  for (const match of message.matchAll(/\{(\w+)\}/g)) {
    if (match.index > last) tokens.push(message.slice(last, match.index))
    tokens.push([match[1]!])
    last = match.index + match[0].length
  }
  if (tokens.length === 0) return message
  if (last < message.length) tokens.push(message.slice(last))
  return tokens
}

export async function startI18n(): Promise<void> {
  i18n.setMessagesCompiler(compileMessage as Parameters<typeof i18n.setMessagesCompiler>[0])
  const chosen = storage.get('locale')
  if (chosen === 'en') {
    const { default: catalogue } = await import('../locales/en.json')
    const messages: Record<string, string> = {}
    for (const [id, entry] of Object.entries(catalogue as Record<string, { translation: string }>)) {
      if (entry.translation !== '') messages[id] = entry.translation
    }
    i18n.load('en', messages)
    i18n.activate('en')
    document.documentElement.lang = 'en'
    return
  }
  i18n.load('pt-BR', {})
  i18n.activate('pt-BR')
}

/** The language of whoever signed in here; another one than the screen's takes effect by loading it anew. */
export function followLanguage(language: 'pt_br' | 'en'): void {
  const wanted = language === 'en' ? 'en' : 'pt-BR'
  if (wanted === (storage.get('locale') ?? 'pt-BR')) return
  storage.set('locale', wanted)
  // A browser that keeps nothing would load for ever.
  if (storage.get('locale') === wanted) location.reload()
}
