import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { ConversationStatus, Priority, SavedFilter } from '@/lib/api/types'
import { keys } from '@/lib/query'

export interface ConversationFilter {
  view: SavedFilter['view']
  /** Any: where somebody is mentioned. */
  status: ConversationStatus | 'any'
  teamId?: string | undefined
  labelId?: string | undefined
  priority?: Priority | undefined
  contactId?: string | undefined
}

/** Newest first by when somebody last wrote. */
export const browseConversations = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.conversations('list', filter),
    queryFn: ({ pageParam, signal }) => {
      const { view, status, teamId, labelId, priority, contactId } = filter
      const query = {
        view,
        // The first screen at once; whoever goes on wants many.
        limit: pageParam ? 100 : 40,
        ...(status !== 'any' && { status }),
        ...(teamId && { teamId }),
        ...(labelId && { labelId }),
        ...(priority && { priority }),
        ...(contactId && { contactId }),
        ...(pageParam && { after: pageParam }),
      }
      return unwrap(api().GET('/api/v1/inbox/conversations', { params: { query }, signal }))
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
