import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { TicketStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface TicketFilter {
  status?: TicketStatus[]
  serviceId?: string
  contactId?: string
  limit?: number
}

/** The newest tickets, one page. */
export const listTickets = (filter: TicketFilter) =>
  queryOptions({
    queryKey: keys.tickets('list', filter),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET('/api/v1/counter/tickets', { params: { query: filter }, signal }))).items,
  })

/** All tickets, page after page ("Carregar mais"). */
export const browseTickets = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: keys.tickets('browse', filter),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/counter/tickets', {
          params: { query: { ...filter, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
