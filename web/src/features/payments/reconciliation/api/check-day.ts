import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useCheckDay() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ day }: { day: string }) =>
      unwrap(api().POST('/api/v1/payments/reconciliation/checks', { body: { day } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments() }),
  })
}
