import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useDismissPayment() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ paymentId, reason }: { paymentId: string; reason: string }) =>
      unwrap(
        api().POST('/api/v1/payments/unmatched/{paymentId}/dismissal', {
          params: { path: { paymentId } },
          body: { reason },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments() }),
  })
}
