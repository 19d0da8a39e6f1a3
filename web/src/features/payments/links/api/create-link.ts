import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  /** The same for every attempt at the same act. */
  key: string
  body: PostBody<'/api/v1/payments/links'>
}

export function useCreateLink() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, body }: Variables) =>
      unwrap(api().POST('/api/v1/payments/links', { headers: { 'Idempotency-Key': key }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments('links') }),
  })
}
