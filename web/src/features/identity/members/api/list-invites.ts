import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listInvites = queryOptions({
  queryKey: keys.members('invites'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/members/invites', { params: { query: wholeList }, signal }))).items,
})
