import { useRef } from 'react'
import { api } from '@/lib/api/client'

/** Colleagues are told this often while somebody writes; what they are shown lasts a little longer. */
export const TOLD_EVERY = 3_000

/** Said to colleagues and kept nowhere: what does not arrive is not said again. */
export function useShowTyping(conversationId: string) {
  const told = useRef(0)
  return () => {
    const now = Date.now()
    if (now - told.current < TOLD_EVERY) return
    told.current = now
    void api()
      .POST('/api/v1/inbox/conversations/{conversationId}/typing', { params: { path: { conversationId } } })
      .catch(() => undefined)
  }
}
