import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getMailHealth = queryOptions({
  queryKey: keys.members('mail'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/members/mail', { signal })),
})
