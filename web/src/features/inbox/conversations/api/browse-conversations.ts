import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { ConversationStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface ConversationFilter {
  view: 'mine' | 'unassigned' | 'all'
  status: ConversationStatus
  teamId?: string
  contactId?: string
}

/** Newest first by when somebody last wrote. */
export const browseConversations = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.conversations('list', filter),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/conversations', {
          params: { query: { ...filter, limit: 40, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
