import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useCompletion } from '../../completion/use-completion'
import { listColleagues } from '../api/list-colleagues'
import { atSignAt, mentionedIn, named } from '../mentions'

interface Options {
  conversationId: string
  text: string
  area: RefObject<HTMLTextAreaElement | null>
  /** In notes. */
  enabled: boolean
  onText: (text: string) => void
}

/** Colleagues whose attention a note wants, by an at sign and their name. */
export function useMentions({ conversationId, text, area, enabled, onText }: Options) {
  const query = useQuery({ ...listColleagues(conversationId), enabled: enabled && text.includes('@') })
  const all = query.data ?? []
  const completion = useCompletion({
    text,
    area,
    onText,
    label: t`Colegas`,
    sign: '@',
    looking: enabled ? atSignAt : () => null,
    found: (wanted) => (query.data ? named(all, wanted) : null),
    keyOf: ({ id }) => id,
    words: ({ name }) => `@${name} `,
    option: ({ name }) => name,
  })
  return { ...completion, mentioned: (note: string) => mentionedIn(note, all) }
}
