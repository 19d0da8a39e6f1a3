import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getSicredi = queryOptions({
  queryKey: keys.payments('sicredi'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/payments/sicredi', { signal })),
})
