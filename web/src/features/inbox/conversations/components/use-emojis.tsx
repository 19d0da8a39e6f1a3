import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { type Looking, useCompletion } from '../../completion/use-completion'

interface Options {
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
}

const MOST = 8

/** Two letters after a colon that stands by itself: times and addresses have theirs within a word. */
export function colonAt(text: string, caret: number): Looking | null {
  const [, query] = /(?:^|\s):(\p{L}[\p{L}-]+)$/u.exec(text.slice(0, caret)) ?? []
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

/** Emojis by a colon and the beginning of their name. */
export function useEmojis({ text, area, onText }: Options) {
  const query = useQuery({
    queryKey: ['emojis'],
    queryFn: async () => (await import('../emojis')).findEmojis,
    enabled: text.includes(':'),
    staleTime: Infinity,
  })
  return useCompletion({
    text,
    area,
    onText,
    label: t`Emojis`,
    sign: ':',
    looking: colonAt,
    found: (wanted) => query.data?.(wanted).slice(0, MOST) ?? null,
    keyOf: ({ char }) => char,
    words: ({ char }) => char,
    option: ({ char, words }) => (
      <>
        <span aria-hidden>{char}</span> <span>{words}</span>
      </>
    ),
  })
}
