import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listLedgerEntries = (day: string) =>
  infiniteQueryOptions({
    queryKey: keys.payments('ledger', 'entries', day),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/payments/ledger', {
          params: { query: { day, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
