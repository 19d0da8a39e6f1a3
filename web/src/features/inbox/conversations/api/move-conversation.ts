import { api, unwrap } from '@/lib/api/client'
import type { Conversation } from '@/lib/api/types'
import { useChange } from './use-change'

/** Nobody of the old team goes on answering. */
export const useMoveConversation = (conversationId: string) =>
  useChange(
    conversationId,
    (team: Conversation['team']) =>
      unwrap(
        api().PUT('/api/v1/inbox/conversations/{conversationId}/team', {
          params: { path: { conversationId } },
          body: { teamId: team.id },
        }),
      ),
    (team) => ({ team, assignee: null }),
  )
