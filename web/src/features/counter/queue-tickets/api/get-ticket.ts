import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getTicket = (id: string) =>
  queryOptions({
    queryKey: keys.tickets('one', id),
    queryFn: ({ signal }) =>
      unwrap(api().GET('/api/v1/counter/tickets/{id}', { params: { path: { id } }, signal })),
  })
