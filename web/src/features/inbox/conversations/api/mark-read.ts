import { api, unwrap } from '@/lib/api/client'
import { useChange } from './use-change'

export const useMarkRead = (conversationId: string) =>
  useChange(
    conversationId,
    () =>
      unwrap(
        api().POST('/api/v1/inbox/conversations/{conversationId}/read', {
          params: { path: { conversationId } },
        }),
      ),
    () => ({ unread: 0, unseenMentions: 0 }),
  )
