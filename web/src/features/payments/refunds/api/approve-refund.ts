import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useApproveRefund() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ refundId }: { refundId: string }) =>
      unwrap(api().POST('/api/v1/payments/refunds/{refundId}/approval', { params: { path: { refundId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments() }),
  })
}
