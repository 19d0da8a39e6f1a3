import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listMembers = queryOptions({
  queryKey: keys.members(),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/members', { params: { query: wholeList }, signal }))).items,
})
