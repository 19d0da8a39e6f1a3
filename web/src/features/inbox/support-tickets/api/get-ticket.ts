import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getTicket = (supportTicketId: string) =>
  queryOptions({
    queryKey: keys.supportTickets('one', supportTicketId),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/support-tickets/{supportTicketId}', {
          params: { path: { supportTicketId } },
          signal,
        }),
      ),
  })
