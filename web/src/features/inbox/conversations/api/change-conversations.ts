import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

type Body = PostBody<'/api/v1/inbox/conversations/changes'>

/** One change, whichever it is. */
export type ManyChange = Omit<Partial<Body>, 'conversationIds'>

interface Variables {
  conversationIds: string[]
  change: ManyChange
}

/** What is so already stays so: a second time changes nothing. */
export function useChangeConversations() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ conversationIds, change }: Variables) =>
      unwrap(api().POST('/api/v1/inbox/conversations/changes', { body: { conversationIds, ...change } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations() }),
  })
}
