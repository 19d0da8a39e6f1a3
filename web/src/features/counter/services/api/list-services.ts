import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listServices = queryOptions({
  queryKey: keys.settings('services'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/counter/services', { params: { query: wholeList }, signal }))).items,
  staleTime: 60_000,
})
