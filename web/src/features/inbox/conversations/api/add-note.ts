import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useAddNote(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ text, mentionedIds, key }: { text: string; mentionedIds: string[]; key: string }) =>
      unwrap(
        api().POST('/api/v1/inbox/conversations/{conversationId}/notes', {
          params: { path: { conversationId } },
          body: { text, mentionedIds },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) }),
  })
}
