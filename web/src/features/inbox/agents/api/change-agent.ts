import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  userId: string
  /** Null: as their teams say. */
  capacity: number | null
}

export function useChangeAgent() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ userId, capacity }: Variables) =>
      unwrap(
        api().PUT('/api/v1/inbox/agents/{userId}', { params: { path: { userId } }, body: { capacity } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.agents() }),
  })
}
