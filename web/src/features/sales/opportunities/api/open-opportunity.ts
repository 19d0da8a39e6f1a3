import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: PostBody<'/api/v1/sales/opportunities'>
  /** The same for every attempt at the same opportunity. */
  key: string
}

export function useOpenOpportunity() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Variables) =>
      unwrap(api().POST('/api/v1/sales/opportunities', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.opportunities() }),
  })
}
