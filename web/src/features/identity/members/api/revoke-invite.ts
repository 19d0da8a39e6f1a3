import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  id: string
}

export function useRevokeInvite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Variables) =>
      unwrap(api().DELETE('/api/v1/members/invites/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.members() }),
  })
}
