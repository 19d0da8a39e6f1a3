import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** All of them, by name. */
export const listLabels = queryOptions({
  queryKey: keys.settings('labels'),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/inbox/labels', { signal }))).items,
  staleTime: 60_000,
})
