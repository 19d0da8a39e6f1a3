import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getOpportunity = (opportunityId: string) =>
  queryOptions({
    queryKey: keys.opportunities('one', opportunityId),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET('/api/v1/sales/opportunities/{opportunityId}', {
          params: { path: { opportunityId } },
          signal,
        }),
      ),
  })

/** Newest first; what is asked for next is what came before. */
export const browseOpportunityEvents = (opportunityId: string) =>
  infiniteQueryOptions({
    queryKey: keys.opportunities('one', opportunityId, 'events'),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/opportunities/{opportunityId}/events', {
          params: {
            path: { opportunityId },
            query: { limit: 50, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.next === null ? undefined : Number(page.next)),
  })
