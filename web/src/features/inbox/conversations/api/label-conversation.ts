import { api, unwrap } from '@/lib/api/client'
import type { Label } from '@/lib/api/types'
import { useChange } from './use-change'

/** These and no others. */
export const useLabelConversation = (conversationId: string) =>
  useChange(
    conversationId,
    (labels: Label[]) =>
      unwrap(
        api().PUT('/api/v1/inbox/conversations/{conversationId}/labels', {
          params: { path: { conversationId } },
          body: { labelIds: labels.map(({ id }) => id) },
        }),
      ),
    (labels) => ({ labels }),
  )
