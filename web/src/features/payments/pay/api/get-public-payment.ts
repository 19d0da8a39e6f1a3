import { queryOptions } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'

export const getPublicPayment = (token: string) =>
  queryOptions({
    queryKey: ['public-payment', token],
    queryFn: async ({ signal }) => {
      const payment = await unwrap(
        publicApi().GET('/api/v1/public/pay/{token}', {
          params: { path: { token } },
          signal,
          cache: 'no-store',
        }),
      )
      return { payment, receivedAt: Date.now() }
    },
  })
