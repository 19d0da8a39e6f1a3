import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getTicketHistory = (id: string) =>
  queryOptions({
    queryKey: keys.tickets('history', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET('/api/v1/counter/tickets/{id}/history', { params: { path: { id } }, signal })))
        .items,
  })
