import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listInvites = queryOptions({
  queryKey: keys.members('invites'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/members/invites', { params: { query: { limit: 200 } }, signal }))).items,
})
