import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listDifferences = (day: string) =>
  queryOptions({
    queryKey: keys.payments('reconciliation', 'differences', day),
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api().GET('/api/v1/payments/reconciliation/differences', {
            params: { query: { ...wholeList, day } },
            signal,
          }),
        )
      ).items,
  })
