import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** All of them, by shortcut. */
export const listCannedResponses = queryOptions({
  queryKey: keys.settings('canned-responses'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/inbox/canned-responses', { signal }))).items,
  staleTime: 60_000,
})
