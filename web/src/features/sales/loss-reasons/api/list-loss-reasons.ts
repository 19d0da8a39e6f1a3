import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Why something is not sold, in the company's words; those that are switched off among them. */
export const listLossReasons = queryOptions({
  queryKey: keys.settings('loss-reasons'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/sales/loss-reasons', { signal })),
  select: ({ items }) => items,
})
