import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

export type NewState = PutBody<'/api/v1/inbox/agents/me/state'>

export function useChangeMyState() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewState) => unwrap(api().PUT('/api/v1/inbox/agents/me/state', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.agents() }),
  })
}
