import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: PostBody<'/api/v1/inbox/support-tickets'>
  /** The same for every attempt at the same ticket. */
  key: string
}

export function useOpenTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Variables) =>
      unwrap(api().POST('/api/v1/inbox/support-tickets', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: (_ticket, _error, { body }) => {
      void client.invalidateQueries({ queryKey: keys.supportTickets('list') })
      if (body.conversationId)
        void client.invalidateQueries({ queryKey: keys.conversations('one', body.conversationId) })
    },
  })
}
