import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listManual = infiniteQueryOptions({
  queryKey: keys.payments('manual'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET('/api/v1/payments/manual', {
        params: { query: pageParam ? { after: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})
