import { useMemo } from 'react'
import type { Conversation, ConversationMessage } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useReply } from '../api/reply'
import type { Acts } from './message-acts'

/** Null while nothing can be said: without the right, the person, the window, or in what is resolved. */
export function useActs(
  { id, channelId }: Conversation,
  mayAct: boolean,
  onQuote: (message: ConversationMessage) => void,
): Acts | null {
  const { mutateAsync } = useReply(id, channelId)
  return useMemo(
    () =>
      mayAct
        ? {
            onQuote,
            onReact: ({ id: replyTo }, emoji) =>
              void mutateAsync({
                reply: { content: { type: 'reaction', emoji }, replyTo },
                key: uuid(),
                at: new Date().toISOString(),
                // Nobody is answered by it.
                anyway: true,
              }).catch(notifyError),
          }
        : null,
    [mayAct, onQuote, mutateAsync],
  )
}
