import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useCompletion } from '../../completion/use-completion'
import { colonAt } from '../colon'

interface Options {
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  onText: (text: string) => void
}

const MOST = 8

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
