import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './api/client'
import { keys } from './query'

/** One's own account, and how one appears in this company. */
export const getProfile = queryOptions({
  queryKey: keys.me('profile'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/me/profile', { signal })),
})
