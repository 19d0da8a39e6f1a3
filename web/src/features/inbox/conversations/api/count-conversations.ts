import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Of the open ones. */
export const countConversations = queryOptions({
  queryKey: keys.conversations('counts'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/inbox/conversations/counts', { signal })),
})
