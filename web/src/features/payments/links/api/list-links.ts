import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listLinks = infiniteQueryOptions({
  queryKey: keys.payments('links'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET('/api/v1/payments/links', {
        params: { query: pageParam ? { after: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})
