import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadSource, ProposalStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface ProposalFilter {
  status?: ProposalStatus
  ownerId?: string
  unowned?: true
  contactId?: string
  opportunityId?: string
  number?: number
  pipelineId?: string
  source?: LeadSource
  sentFrom?: string
  sentTo?: string
  acceptedFrom?: string
  acceptedTo?: string
}

/** Newest first by when something happened to them, or by the days that are asked for. */
export const browseProposals = (filter: ProposalFilter) =>
  infiniteQueryOptions({
    queryKey: keys.proposals('list', filter),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/sales/proposals', {
          params: { query: { ...filter, limit: 40, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
