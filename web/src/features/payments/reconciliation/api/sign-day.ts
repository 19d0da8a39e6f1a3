import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useSignDay() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ day, note }: { day: string; note: string | null }) =>
      unwrap(api().POST('/api/v1/payments/reconciliation/signatures', { body: { day, note } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments() }),
  })
}
