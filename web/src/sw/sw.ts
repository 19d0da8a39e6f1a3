import { i18n } from '@lingui/core'
import { type AlertText, alertWords } from '@/features/inbox/alerts/words'
import { compileMessage } from '@/lib/i18n'

/** Takes what the push service brings while no page may be open. It keeps nothing and answers no request: a screen is never an old one. */
const worker = self as unknown as ServiceWorkerGlobalScope

i18n.setMessagesCompiler(compileMessage as Parameters<typeof i18n.setMessagesCompiler>[0])
i18n.load('pt-BR', {})
i18n.activate('pt-BR')

worker.addEventListener('install', () => void worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('push', (event) => event.waitUntil(tell(event.data?.json() as AlertText | undefined)))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open((event.notification.data as { subject?: string } | null)?.subject))
})

const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })

async function tell(text: AlertText | undefined): Promise<void> {
  if (!text) return
  const open = await pages()
  if (text.reason === 'test')
    for (const page of open) page.postMessage({ kind: 'push-test', test: text.subject })
  // Whoever has it before their eyes is told by the page itself.
  else if (open.some((page) => page.focused)) return
  const { title, body } = alertWords(text)
  await worker.registration.showNotification(title, {
    body,
    lang: 'pt-BR',
    icon: '/icon-192.png',
    badge: '/badge-72.png',
    // One for each conversation: a newer one takes the place of the last, and is heard as well.
    tag: text.subject,
    data: text.reason === 'test' ? null : { subject: text.subject },
    ...{ renotify: true },
  })
}

async function open(conversation: string | undefined): Promise<void> {
  const [page] = await pages()
  if (!page)
    return void (await worker.clients.openWindow(
      conversation ? `/atendimento?conversa=${conversation}` : '/',
    ))
  await page.focus()
  if (conversation) page.postMessage({ kind: 'open-conversation', id: conversation })
}
