import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadSource, OpportunityStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface OpportunityFilter {
  pipelineId?: string
  stageId?: string
  status?: OpportunityStatus
  ownerId?: string
  unowned?: true
  overdue?: true
  rotting?: true
  contactId?: string
  source?: LeadSource
  openedFrom?: string
  openedTo?: string
  closedFrom?: string
  closedTo?: string
}

/** Newest first by when something happened to them. */
export const browseOpportunities = (filter: OpportunityFilter) =>
  infiniteQueryOptions({
    queryKey: keys.opportunities('list', filter),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/opportunities', {
          params: { query: { ...filter, limit: 40, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
