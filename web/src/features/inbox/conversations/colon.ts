import type { Looking } from '../completion/use-completion'

/** Two letters after a colon that stands by itself: times and addresses have theirs within a word. */
export function colonAt(text: string, caret: number): Looking | null {
  const [, query] = /(?:^|\s):(\p{L}[\p{L}-]+)$/u.exec(text.slice(0, caret)) ?? []
  return query === undefined ? null : { start: caret - query.length - 1, query }
}
