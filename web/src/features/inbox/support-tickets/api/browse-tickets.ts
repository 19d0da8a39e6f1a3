import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { SupportTicketStatus, Priority } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface TicketFilter {
  view?: 'mine' | 'unassigned' | 'all'
  status?: SupportTicketStatus
  priority?: Priority
  teamId?: string
  conversationId?: string
  contactId?: string
  number?: number
  overdue?: true
}

/** Newest first by when something happened to them. */
export const browseTickets = (filter: TicketFilter) =>
  infiniteQueryOptions({
    queryKey: keys.supportTickets('list', filter),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/support-tickets', {
          params: { query: { ...filter, limit: 40, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
