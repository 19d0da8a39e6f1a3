import { api } from '@/lib/api/client'

const at = (conversationId: string) => ({ params: { path: { conversationId } } })

let said: Promise<unknown> = Promise.resolve()

/** Said to colleagues and kept nowhere: what does not arrive is not said again. */
export function showViewing(conversationId: string): void {
  said = api()
    .POST('/api/v1/inbox/conversations/{conversationId}/viewing', at(conversationId))
    .catch(() => undefined)
}

/** After what was said before, which could otherwise arrive later: then one would seem to be there for long. */
export function stopViewing(conversationId: string): void {
  void said.then(() => stopViewingAtOnce(conversationId))
}

/** While the page is being left, and nothing can be waited for. */
export function stopViewingAtOnce(conversationId: string): void {
  void api()
    .DELETE('/api/v1/inbox/conversations/{conversationId}/viewing', {
      ...at(conversationId),
      keepalive: true,
    })
    .catch(() => undefined)
}
