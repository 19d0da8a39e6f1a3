import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Newest first; what is asked for next is what came before. */
export const browseLeadEvents = (leadId: string) =>
  infiniteQueryOptions({
    queryKey: keys.leads('one', leadId, 'events'),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/leads/{leadId}/events', {
          params: {
            path: { leadId },
            query: { limit: 50, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.next === null ? undefined : Number(page.next)),
  })
