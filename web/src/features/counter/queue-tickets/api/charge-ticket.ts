import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  /** The same for every attempt at the same act. */
  key: string
}

export function useChargeTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, key }: Variables) =>
      unwrap(
        api().POST('/api/v1/counter/tickets/{id}/charge', {
          params: { path: { id } },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tickets() }),
  })
}
