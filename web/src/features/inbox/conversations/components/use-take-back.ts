import { useQueryClient } from '@tanstack/react-query'
import type { ConversationMessage } from '@/lib/api/types'
import { browseItems } from '../api/browse-items'
import { useWithdraw } from '../api/withdraw-reply'
import { itemsOf } from '../thread'
import type { Reuse } from './composer'

/** What is taken back stands where it was written, with what it answered. */
export function useTakeBack(
  conversationId: string,
  at: number | undefined,
  onQuote: (message: ConversationMessage) => void,
  onReuse: (change: (before: Reuse) => Reuse) => void,
) {
  const client = useQueryClient()
  const { mutate } = useWithdraw(conversationId, ({ quotedId, ...words }) => {
    const items = itemsOf(client.getQueryData(browseItems(conversationId, at).queryKey)?.pages ?? [])
    const answered = items.find(({ message }) => quotedId && message?.id === quotedId)?.message
    if (answered) onQuote(answered)
    onReuse(({ times }) => ({ ...words, times: times + 1 }))
  })
  return mutate
}
