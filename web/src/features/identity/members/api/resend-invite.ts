import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useResendInvite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api().POST('/api/v1/members/invites/{id}/mails', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.members('invites') }),
  })
}
