import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Newest first; what is asked for next is what came before. */
export const browseTicketEvents = (supportTicketId: string) =>
  infiniteQueryOptions({
    queryKey: keys.supportTickets('one', supportTicketId, 'events'),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/support-tickets/{supportTicketId}/events', {
          params: {
            path: { supportTicketId },
            query: { limit: 50, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.next === null ? undefined : Number(page.next)),
  })
