import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { ConversationMessage } from '@/lib/api/types'
import { getConversationFile } from '@/lib/media'
import { notifyError } from '@/lib/notify'
import { keys } from '@/lib/query'
import { sentFile } from './reply'

/** What goes back to where it was written. */
export interface TakenBack {
  text: string
  file?: File
  quotedId?: string
}

/** Takes back what was just sent, as long as nothing of it has left. */
export function useWithdraw(conversationId: string, onTakenBack: (words: TakenBack) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (message: ConversationMessage): Promise<TakenBack> => {
      // Before: what was taken back is kept nowhere.
      const file = message.file ? await fileOf(client, conversationId, message) : undefined
      await unwrap(
        api().POST('/api/v1/inbox/conversations/{conversationId}/messages/{messageId}/withdraw', {
          params: { path: { conversationId, messageId: message.id } },
        }),
      )
      const { content, quotedId } = message
      return {
        text:
          content?.type === 'text' ? content.text : content?.type === 'media' ? (content.caption ?? '') : '',
        ...(file ? { file } : {}),
        ...(quotedId ? { quotedId } : {}),
      }
    },
    onSuccess: onTakenBack,
    onError: notifyError,
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations() }),
  })
}

async function fileOf(client: QueryClient, conversationId: string, { id, file }: ConversationMessage) {
  const known = sentFile(id)
  if (known) return known
  const blob = await client.fetchQuery(getConversationFile(conversationId, id))
  return new File([blob], file?.name ?? 'arquivo', { type: file?.mimeType ?? blob.type })
}
