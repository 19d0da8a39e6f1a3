import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: PostBody<'/api/v1/counter/tickets'>
  /** The same for every attempt at the same act. */
  key: string
}

export function useIssueTicket() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Variables) =>
      unwrap(api().POST('/api/v1/counter/tickets', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.tickets() }),
        client.invalidateQueries({ queryKey: keys.queue() }),
        client.invalidateQueries({ queryKey: keys.printJobs() }),
      ]),
  })
}
