import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationDetails } from '@/lib/api/types'
import { keys } from '@/lib/query'

/** Shown as done at once, and taken back where the server refuses; then asked again, with the lists it stands in. */
export function useChange<V, R>(
  conversationId: string,
  mutationFn: (variables: V) => Promise<R>,
  changes: (variables: V) => Partial<Conversation>,
) {
  const client = useQueryClient()
  const queryKey = keys.conversations('one', conversationId)
  return useMutation({
    mutationFn,
    onMutate: async (variables) => {
      await client.cancelQueries({ queryKey, exact: true })
      const before = client.getQueryData<ConversationDetails>(queryKey)
      if (before)
        client.setQueryData<ConversationDetails>(queryKey, {
          ...before,
          conversation: { ...before.conversation, ...changes(variables) },
        })
      return before
    },
    onError: (_error, _variables, before) => {
      if (before) client.setQueryData(queryKey, before)
    },
    // Not waited for: whoever asked is answered before what they may see no more is gone.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.conversations() })
    },
  })
}
