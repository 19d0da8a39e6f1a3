import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: PutBody<'/api/v1/payments/sicredi'>
}

export function useChangeSicredi() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body }: Variables) => unwrap(api().PUT('/api/v1/payments/sicredi', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.payments('sicredi') }),
  })
}
