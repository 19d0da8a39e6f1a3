import { api, unwrap } from '@/lib/api/client'
import type { Conversation } from '@/lib/api/types'
import { useChange } from './use-change'

/** To nobody: back to the team. */
export const useAssignConversation = (conversationId: string) =>
  useChange(
    conversationId,
    (assignee: Conversation['assignee']) =>
      unwrap(
        api().PUT('/api/v1/inbox/conversations/{conversationId}/assignee', {
          params: { path: { conversationId } },
          body: { assigneeId: assignee?.id ?? null },
        }),
      ),
    (assignee) => ({ assignee }),
  )
