import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Newest first; what is asked for next is what came before. */
export const browseItems = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: keys.conversations('one', conversationId, 'items'),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/conversations/{conversationId}/items', {
          params: {
            path: { conversationId },
            query: { limit: 50, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.next === null ? undefined : Number(page.next)),
  })
