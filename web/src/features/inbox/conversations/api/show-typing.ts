import { useRef } from 'react'
import { api } from '@/lib/api/client'
import { TYPED_EVERY } from '../presence'

/** Said to colleagues and kept nowhere: what does not arrive is not said again. */
export function useShowTyping(conversationId: string) {
  const told = useRef(0)
  return () => {
    const now = Date.now()
    if (now - told.current < TYPED_EVERY) return
    told.current = now
    void api()
      .POST('/api/v1/inbox/conversations/{conversationId}/typing', { params: { path: { conversationId } } })
      .catch(() => undefined)
  }
}
