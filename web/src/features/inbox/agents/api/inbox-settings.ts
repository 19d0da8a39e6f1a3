import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

export const getInboxSettings = queryOptions({
  queryKey: keys.settings('inbox'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/inbox/settings', { signal })),
})

export function useChangeInboxSettings() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: PutBody<'/api/v1/inbox/settings'>) =>
      unwrap(api().PUT('/api/v1/inbox/settings', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('inbox') }),
  })
}
