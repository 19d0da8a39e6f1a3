import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Money } from '@/lib/api/types'
import { keys } from '@/lib/query'

export function useChangeRefundLimit() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ above }: { above: Money }) =>
      unwrap(api().PUT('/api/v1/payments/refunds/approval-limit', { body: { above } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments('sicredi') }),
  })
}
