import { api, unwrap } from '@/lib/api/client'
import type { ConversationStatus } from '@/lib/api/types'
import { useChange } from './use-change'

interface Variables {
  status: ConversationStatus
  /** Of what is put off; without, until the customer writes. */
  snoozedUntil?: string
}

export const useChangeStatus = (conversationId: string) =>
  useChange(
    conversationId,
    (body: Variables) =>
      unwrap(
        api().PUT('/api/v1/inbox/conversations/{conversationId}/status', {
          params: { path: { conversationId } },
          body,
        }),
      ),
    ({ status, snoozedUntil }) => ({ status, snoozedUntil: snoozedUntil ?? null }),
  )
