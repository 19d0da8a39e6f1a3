import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** With everybody a conversation can be given to. */
export const listTeams = queryOptions({
  queryKey: keys.settings('teams'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/inbox/teams', { signal })),
  staleTime: 60_000,
})
