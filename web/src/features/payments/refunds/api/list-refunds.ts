import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listRefunds = infiniteQueryOptions({
  queryKey: keys.payments('refunds'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET('/api/v1/payments/refunds', {
        params: { query: pageParam ? { after: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})
