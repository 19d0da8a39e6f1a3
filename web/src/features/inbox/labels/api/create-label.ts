import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: PostBody<'/api/v1/inbox/labels'>
  /** The same for every attempt at the same act. */
  key: string
}

export function useCreateLabel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Variables) =>
      unwrap(api().POST('/api/v1/inbox/labels', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('labels') }),
  })
}
