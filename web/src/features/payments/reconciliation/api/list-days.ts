import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listReconciliationDays = infiniteQueryOptions({
  queryKey: keys.payments('reconciliation', 'days'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET('/api/v1/payments/reconciliation/days', {
        params: { query: pageParam ? { after: pageParam } : {} },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})
