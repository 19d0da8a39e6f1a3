import type { CannedResponse } from '@/lib/api/types'
import { plain } from '@/lib/plain'

const MOST = 8

/** What is being looked for: the word after a slash that begins the text or follows a space, up to the caret. */
export function slashAt(text: string, caret: number): { start: number; query: string } | null {
  const found = /(?:^|\s)\/([^\s/]{0,30})$/.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { start: caret - query.length - 1, query }
}

/** Those whose shortcut begins so, before those that have it elsewhere in the shortcut or the words. */
export function matching(all: CannedResponse[], query: string): CannedResponse[] {
  const wanted = plain(query)
  const rank = ({ shortcut, text }: CannedResponse) =>
    shortcut.startsWith(wanted) ? 0 : shortcut.includes(wanted) ? 1 : plain(text).includes(wanted) ? 2 : 3
  return [0, 1, 2].flatMap((wantedRank) => all.filter((one) => rank(one) === wantedRank)).slice(0, MOST)
}

const VARIABLES = ['cliente', 'atendente', 'empresa'] as const

export type Fillings = Record<(typeof VARIABLES)[number], string | undefined>

const BRACES = new RegExp(`\\{\\{\\s*(${VARIABLES.join('|')})\\s*\\}\\}`, 'g')
const ANY_BRACES = /\{\{[^{}]*\}\}/g

/** What nobody fills in would reach the customer as it stands. */
export const hasOnlyVariables = (text: string) =>
  [...text.matchAll(ANY_BRACES)].every(([braces]) => braces.match(BRACES) !== null)

/** What is not known stays in braces, to be filled in by hand. */
export function fillIn(text: string, fillings: Fillings): string {
  return text.replace(BRACES, (braces, name: keyof Fillings) => fillings[name] || braces)
}

/** The first that is left in braces; a customer should never read it. */
export const leftInBraces = (text: string): string | undefined => text.match(BRACES)?.[0]

export const firstName = (name: string | null | undefined): string | undefined =>
  name?.trim().split(/\s+/)[0] || undefined
