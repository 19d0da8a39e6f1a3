import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Who may see the conversation, and so be mentioned in it; by name. */
export const listColleagues = (conversationId: string) =>
  queryOptions({
    queryKey: keys.settings('colleagues', conversationId),
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api().GET('/api/v1/inbox/conversations/{conversationId}/colleagues', {
            params: { path: { conversationId } },
            signal,
          }),
        )
      ).items,
    staleTime: 60_000,
  })
