import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getConversation = (conversationId: string) =>
  queryOptions({
    queryKey: keys.conversations('one', conversationId),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET('/api/v1/inbox/conversations/{conversationId}', {
          params: { path: { conversationId } },
          signal,
        }),
      ),
  })
