import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadSource, LeadStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface LeadFilter {
  view?: 'mine' | 'unowned' | 'all'
  status?: LeadStatus
  open?: true
  source?: LeadSource
  ownerId?: string
  overdue?: true
  order?: 'newest' | 'score' | 'next_step'
  contactId?: string
  openedFrom?: string
  openedTo?: string
}

/** As they are ordered. What somebody is looked for by is a POST: it must not stand in an address. */
export const browseLeads = (filter: LeadFilter, text = '') =>
  infiniteQueryOptions({
    queryKey: keys.leads('list', filter, text),
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { ...filter, limit: 40, ...(pageParam ? { after: pageParam } : {}) } }
      return unwrap(
        text
          ? api().POST('/api/v1/sales/leads/searches', { params, body: { text }, signal })
          : api().GET('/api/v1/sales/leads', { params, signal }),
      )
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
