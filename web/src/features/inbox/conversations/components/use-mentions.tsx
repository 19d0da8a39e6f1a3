import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useSession } from '@/lib/auth/session'
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
  const { user } = useSession()
  const all = query.data ?? []
  const others = all.filter(({ id }) => id !== user.id)
  const completion = useCompletion({
    text,
    area,
    onText,
    label: t`Colegas`,
    sign: '@',
    looking: enabled ? atSignAt : () => null,
    found: (wanted) => (query.data ? named(others, wanted) : null),
    keyOf: ({ id }) => id,
    words: ({ name }) => `@${name} `,
    option: ({ name }) => name,
  })
  return { ...completion, mentioned: (note: string) => mentionedIn(note, all) }
}
