import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Answers the one that goes on. */
export function useMergeTickets(supportTicketId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ intoId }: { intoId: string }) =>
      unwrap(
        api().POST('/api/v1/inbox/support-tickets/{supportTicketId}/merge', {
          params: { path: { supportTicketId } },
          body: { intoId },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.supportTickets() }),
  })
}
