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

/** Where a page begins, and the one before it: what was let go of is found again on the way back. */
export interface Place {
  after: string | null
  /** How many rows are above it. */
  start: number
  before: Place | null
}

const TOP: Place = { after: null, start: 0, before: null }

/** With everything that happens what is held is asked for anew, however far somebody has gone. */
const MOST_PAGES = 4

/** Newest first by when somebody last wrote. */
export const browseConversations = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.conversations('list', filter),
    queryFn: ({ pageParam, signal }) => {
      const { view, status, teamId, labelId, priority, contactId } = filter
      const query = {
        view,
        // The first screen at once; whoever goes on wants many.
        limit: pageParam.after ? 100 : 40,
        ...(status !== 'any' && { status }),
        ...(teamId && { teamId }),
        ...(labelId && { labelId }),
        ...(priority && { priority }),
        ...(contactId && { contactId }),
        ...(pageParam.after && { after: pageParam.after }),
      }
      return unwrap(api().GET('/api/v1/inbox/conversations', { params: { query }, signal }))
    },
    initialPageParam: TOP,
    maxPages: MOST_PAGES,
    getNextPageParam: (page, _, last): Place | undefined =>
      page.next ? { after: page.next, start: last.start + page.items.length, before: last } : undefined,
    getPreviousPageParam: (_, __, first) => first.before ?? undefined,
  })
