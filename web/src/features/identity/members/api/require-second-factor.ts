import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

export function useRequireSecondFactor() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PutBody<'/api/v1/tenant/second-factor'>) =>
      unwrap(api().PUT('/api/v1/tenant/second-factor', { body })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.settings('tenant') }),
        client.invalidateQueries({ queryKey: keys.me() }),
      ]),
  })
}
