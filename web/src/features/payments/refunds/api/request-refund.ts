import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

export function useRequestRefund() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: PostBody<'/api/v1/payments/refunds'> }) =>
      unwrap(api().POST('/api/v1/payments/refunds', { headers: { 'Idempotency-Key': key }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments() }),
  })
}
