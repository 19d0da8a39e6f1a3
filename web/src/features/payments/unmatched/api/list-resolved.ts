import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listResolved = infiniteQueryOptions({
  queryKey: keys.payments('unmatched', 'resolved'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET('/api/v1/payments/unmatched/resolved', {
        params: { query: pageParam ? { after: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})
