import { api, unwrap } from '@/lib/api/client'
import type { Priority } from '@/lib/api/types'
import { useChange } from './use-change'

export const usePrioritiseConversation = (conversationId: string) =>
  useChange(
    conversationId,
    (priority: Priority) =>
      unwrap(
        api().PUT('/api/v1/inbox/conversations/{conversationId}/priority', {
          params: { path: { conversationId } },
          body: { priority },
        }),
      ),
    (priority) => ({ priority }),
  )
