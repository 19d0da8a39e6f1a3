import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getRefund = (refundId: string) =>
  queryOptions({
    queryKey: keys.payments('refunds', refundId),
    queryFn: ({ signal }) =>
      unwrap(api().GET('/api/v1/payments/refunds/{refundId}', { params: { path: { refundId } }, signal })),
  })
