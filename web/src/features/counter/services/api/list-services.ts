import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listServices = queryOptions({
  queryKey: keys.settings('services'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/counter/services', { params: { query: { limit: 200 } }, signal })))
      .items,
  staleTime: 60_000,
})
