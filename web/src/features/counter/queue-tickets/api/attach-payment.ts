import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  paymentId: string
}

export function useAttachPayment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, paymentId }: Variables) =>
      unwrap(
        api().POST('/api/v1/counter/tickets/{id}/attached-payments', {
          params: { path: { id } },
          body: { paymentId },
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tickets() }),
        client.invalidateQueries({ queryKey: keys.queue() }),
        client.invalidateQueries({ queryKey: keys.payments() }),
      ]),
  })
}
