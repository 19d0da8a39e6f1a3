import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  deskId: string
  /** The same for every attempt at the same act. */
  key: string
}

export function useCallNextTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deskId, key }: Variables) =>
      unwrap(
        api().POST('/api/v1/counter/desks/{deskId}/calls', {
          params: { path: { deskId } },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tickets() }),
        client.invalidateQueries({ queryKey: keys.queue() }),
      ]),
  })
}
