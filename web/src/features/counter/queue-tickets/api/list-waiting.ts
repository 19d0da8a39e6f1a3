import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Who waits, in the order in which they will be called. */
export const listWaiting = queryOptions({
  queryKey: keys.queue('next'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/counter/queue/next', { params: { query: { Limit: 50 } }, signal })))
      .items,
})
