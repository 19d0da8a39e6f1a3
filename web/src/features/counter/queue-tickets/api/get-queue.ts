import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getQueue = queryOptions({
  queryKey: keys.queue(),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/counter/queue', { signal })),
})
