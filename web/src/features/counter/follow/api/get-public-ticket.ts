import { queryOptions } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'

export const getPublicTicket = (token: string) =>
  queryOptions({
    queryKey: ['public-ticket', token],
    queryFn: ({ signal }) =>
      unwrap(
        publicApi().GET('/api/v1/public/queue/{token}', {
          params: { path: { token } },
          signal,
          cache: 'no-store',
        }),
      ),
  })
