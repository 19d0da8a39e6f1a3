import type { InfiniteData } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Conversation, ConversationDetails } from '@/lib/api/types'
import { keys, queryClient } from '@/lib/query'

export interface Words {
  reply: string
  note: string
}

/** Kept for who writes it, on whatever device; and shown as such in the lists that are here. */
export async function saveDraft(conversationId: string, { reply, note }: Words): Promise<void> {
  await unwrap(
    api().PUT('/api/v1/inbox/conversations/{conversationId}/draft', {
      params: { path: { conversationId } },
      body: { reply, note },
    }),
  )
  const words = reply || note
  const draft = words ? words.replace(/\s+/g, ' ').trim().slice(0, 140) : null
  queryClient.setQueryData<ConversationDetails>(
    keys.conversations('one', conversationId),
    (before) =>
      before && {
        ...before,
        conversation: { ...before.conversation, draft },
        draft: words ? { reply, note, updatedAt: new Date().toISOString() } : null,
      },
  )
  queryClient.setQueriesData<InfiniteData<{ items: Conversation[] }>>(
    { queryKey: keys.conversations('list') },
    (before) =>
      before && {
        ...before,
        pages: before.pages.map((page) => ({
          ...page,
          items: page.items.map((one) => (one.id === conversationId ? { ...one, draft } : one)),
        })),
      },
  )
}
