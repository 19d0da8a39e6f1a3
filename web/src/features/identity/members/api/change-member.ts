import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  userId: string
  body: PutBody<'/api/v1/members/{userId}'>
}

export function useChangeMember() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, body }: Variables) =>
      unwrap(api().PUT('/api/v1/members/{userId}', { params: { path: { userId } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.members() }),
  })
}
