import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  id: string
}

export function useMarkNoShow() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Variables) =>
      unwrap(api().POST('/api/v1/counter/tickets/{id}/no-show', { params: { path: { id } } })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tickets() }),
        client.invalidateQueries({ queryKey: keys.queue() }),
      ]),
  })
}
