import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listUnmatched = queryOptions({
  queryKey: keys.payments('unmatched'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/payments/unmatched', { params: { query: wholeList }, signal }))).items,
})
