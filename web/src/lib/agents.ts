import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Who answers, by name: whether they are at work, and how much they have. */
export const listAgents = queryOptions({
  queryKey: keys.agents(),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/inbox/agents', { signal }))).items,
  staleTime: 30_000,
})
