import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  method: 'cash' | 'card'
}

export function useRecordManualPayment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, method }: Variables) =>
      unwrap(
        api().POST('/api/v1/counter/tickets/{id}/manual-payments', {
          params: { path: { id } },
          body: { method },
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
