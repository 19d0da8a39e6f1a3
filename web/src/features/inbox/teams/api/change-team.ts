import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  body: PutBody<'/api/v1/inbox/teams/{id}'>
}

export function useChangeTeam() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: Variables) =>
      unwrap(api().PUT('/api/v1/inbox/teams/{id}', { params: { path: { id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('teams') }),
  })
}
