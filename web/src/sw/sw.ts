import { i18n } from '@lingui/core'
import { type AlertText, alertPath, alertWords, isOfElsewhere } from '@/features/inbox/alerts/words'
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
  event.waitUntil(open((event.notification.data as { path?: string } | null)?.path))
})

const pages = () => worker.clients.matchAll({ type: 'window', includeUncontrolled: true })

async function tell(text: AlertText | undefined): Promise<void> {
  if (!text) return
  const open = await pages()
  if (text.reason === 'test')
    for (const page of open) page.postMessage({ kind: 'push-test', test: text.subject })
  // Whoever has it before their eyes is told by the page itself, of conversations; of the rest, no page says anything.
  else if (!isOfElsewhere(text) && open.some((page) => page.focused)) return
  const { title, body } = alertWords(text)
  await worker.registration.showNotification(title, {
    body,
    lang: 'pt-BR',
    icon: '/icon-192.png',
    badge: '/badge-72.png',
    // One for each subject: a newer one takes the place of the last, and is heard as well.
    tag: text.subject,
    data: { path: alertPath(text) },
    ...{ renotify: true },
  })
}

async function open(path: string | undefined): Promise<void> {
  const [page] = await pages()
  if (!page) return void (await worker.clients.openWindow(path ?? '/'))
  await page.focus()
  if (path) page.postMessage({ kind: 'open', path })
}
