import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { MessageContent } from '@/lib/api/types'
import { keys } from '@/lib/query'

/** The numbers one can write from. */
export const listNumbers = queryOptions({
  queryKey: keys.channels('list'),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/channels', { signal }))).items,
})

interface Variables {
  channelId: string
  /** As somebody writes it: the server reads it. */
  to: string
  content: MessageContent
  /** The same for every attempt of one dialog: after a lost answer, a second click is not a second message. */
  key: string
}

export function useStartConversation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, ...body }: Variables) =>
      unwrap(api().POST('/api/v1/inbox/conversations', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations() }),
  })
}
