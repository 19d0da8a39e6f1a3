import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  body: PostBody<'/api/v1/counter/tickets/{id}/call'>
}

export function useCallTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: Variables) =>
      unwrap(api().POST('/api/v1/counter/tickets/{id}/call', { params: { path: { id } }, body })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tickets() }),
        client.invalidateQueries({ queryKey: keys.queue() }),
      ]),
  })
}
