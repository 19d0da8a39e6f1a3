import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useCommentOnTicket(supportTicketId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      unwrap(
        api().POST('/api/v1/inbox/support-tickets/{supportTicketId}/comments', {
          params: { path: { supportTicketId } },
          body: { text },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.supportTickets('one', supportTicketId) }),
  })
}
