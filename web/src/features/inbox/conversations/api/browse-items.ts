import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

const PAGE = 50

/**
 * Newest first; what is asked for next is what came before. Around a number, what is asked for before is what came after: since numbers have
 * no gaps, that is so many on.
 */
export const browseItems = (conversationId: string, at?: number) =>
  infiniteQueryOptions({
    queryKey: keys.conversations('one', conversationId, 'items', ...(at === undefined ? [] : [at])),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/conversations/{conversationId}/items', {
          params: {
            path: { conversationId },
            query: { limit: PAGE, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: at === undefined ? 0 : at + PAGE / 2,
    getNextPageParam: (page) => (page.next === null ? undefined : Number(page.next)),
    getPreviousPageParam: (page, _, before) =>
      before === 0 || (page.items[0]?.sequence ?? 0) < before - 1 ? undefined : before + PAGE,
  })
