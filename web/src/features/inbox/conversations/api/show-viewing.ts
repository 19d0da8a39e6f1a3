import { api } from '@/lib/api/client'

const at = (conversationId: string) => ({ params: { path: { conversationId } } })

/** Said to colleagues and kept nowhere: what does not arrive is not said again. */
export function showViewing(conversationId: string): void {
  void api()
    .POST('/api/v1/inbox/conversations/{conversationId}/viewing', at(conversationId))
    .catch(() => undefined)
}

/** Also while the page is being left. */
export function stopViewing(conversationId: string): void {
  void api()
    .DELETE('/api/v1/inbox/conversations/{conversationId}/viewing', {
      ...at(conversationId),
      keepalive: true,
    })
    .catch(() => undefined)
}
