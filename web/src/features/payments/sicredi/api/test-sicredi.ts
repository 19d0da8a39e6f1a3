import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useTestSicredi() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api().POST('/api/v1/payments/sicredi/test')),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments('sicredi') }),
  })
}
