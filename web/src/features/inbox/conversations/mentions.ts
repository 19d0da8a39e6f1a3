import { plain } from '@/lib/plain'

export interface Colleague {
  id: string
  name: string
}

const MOST = 8

/** The word after an at sign that begins the text or follows a space, up to the caret; names may have several words. */
export function atSignAt(text: string, caret: number): { start: number; query: string } | null {
  const found = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { start: caret - query.length - 1, query }
}

/** Those whose name begins so, before those of whose names another word does. */
export function named(all: Colleague[], query: string): Colleague[] {
  const wanted = plain(query)
  const first = all.filter(({ name }) => plain(name).startsWith(wanted))
  const then = all.filter((one) => !first.includes(one) && plain(one.name).includes(` ${wanted}`))
  return [...first, ...then].slice(0, MOST)
}

/** A note in pieces: its words, and the names of those it mentions. The longest name first: "@Ana Lima" is not "@Ana". */
export function pieces(text: string, all: Colleague[]): (string | Colleague)[] {
  const byLength = [...all].sort((a, b) => b.name.length - a.name.length)
  const cut = (words: string): (string | Colleague)[] => {
    for (const one of byLength) {
      const at = words.indexOf(`@${one.name}`)
      if (at >= 0) return [...cut(words.slice(0, at)), one, ...cut(words.slice(at + one.name.length + 1))]
    }
    return words === '' ? [] : [words]
  }
  return cut(text)
}

export const mentionedIn = (text: string, all: Colleague[]): string[] => [
  ...new Set(pieces(text, all).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.id]))),
]
