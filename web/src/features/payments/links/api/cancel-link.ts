import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useCancelLink() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ linkId }: { linkId: string }) =>
      unwrap(api().POST('/api/v1/payments/links/{linkId}/cancellation', { params: { path: { linkId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments('links') }),
  })
}
