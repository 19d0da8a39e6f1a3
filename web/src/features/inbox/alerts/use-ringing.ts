import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Happening } from '@/lib/realtime-place'
import { useHappenings } from '@/lib/realtime'
import { bells, soundIsOn } from '@/lib/sound'
import { setBadge } from '@/lib/use-title'
import { getConversation } from '../conversations/api/get-conversation'
import { isQuiet, rings, timeIn } from './alerting'
import { getAlerts } from './api/alerts'
import { isSubscribed } from './push'
import { alertWords } from './words'

/** A burst is heard once. */
const SILENT_MS = 3_000

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/** Of the tabs of one browser one rings; first those that can be heard. */
async function alone(sequence: number, work: () => Promise<void> | void): Promise<void> {
  if (!soundIsOn()) await new Promise((resolve) => setTimeout(resolve, 150))
  if (!('locks' in navigator)) return void (await work())
  await navigator.locks.request(`cleanapp.ring.${sequence}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    await work()
    // Held until every other tab has asked.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  })
}

/**
 * Tells whoever looks elsewhere: by a sound, in the title, and by a notification where the browser is not told by its push service anyway.
 * @param openId the conversation before one's eyes
 */
export function useRinging(openId: string | undefined): void {
  const client = useQueryClient()
  const alerts = useQuery(getAlerts)
  const waiting = useRef(new Set<string>())
  const rang = useRef(0)
  const open = useRef(openId)
  useEffect(() => {
    open.current = openId
  })

  useEffect(() => {
    const looked = () => {
      if (!isLookedAt()) return
      waiting.current.clear()
      setBadge(0)
    }
    window.addEventListener('focus', looked)
    document.addEventListener('visibilitychange', looked)
    return () => {
      window.removeEventListener('focus', looked)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [])

  const known = alerts.data
  useHappenings(
    useCallback(
      (happening: Happening) => {
        if (!known || !rings(known.settings, happening)) return
        if (isLookedAt() && open.current === happening.id) return
        if (isQuiet(known.settings, timeIn(known.timeZone, new Date()))) return
        if (!isLookedAt()) {
          waiting.current.add(happening.id)
          setBadge(waiting.current.size)
        }
        if (Date.now() - rang.current < SILENT_MS) return
        rang.current = Date.now()
        void alone(happening.sequence, async () => {
          if (known.settings.sound) bells([659.25, 880], 0.16, 0.22)
          if (document.visibilityState === 'visible' || (await isSubscribed(known.publicKey))) return
          await notify(happening, known.settings.showsWords, async () => {
            const { conversation } = await client.fetchQuery(getConversation(happening.id))
            return {
              customer: conversation.customer?.name ?? undefined,
              words: conversation.preview ?? undefined,
            }
          })
        })
      },
      [known, client],
    ),
  )
}

async function notify(
  { topic, id }: Happening,
  showsWords: boolean,
  about: () => Promise<{ customer: string | undefined; words: string | undefined }>,
): Promise<void> {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  // Seen no more by now, there is nothing to be told of it.
  const told = showsWords ? await about().catch(() => null) : { customer: undefined, words: undefined }
  if (told === null) return
  const reason = topic === 'mention' || topic === 'assigned' ? topic : 'message'
  const { title, body } = alertWords({
    reason,
    subject: id,
    ...(told.customer ? { customer: told.customer } : {}),
    ...(told.words ? { words: told.words } : {}),
  })
  // By the worker, as a telephone wants it: what its push service sends of the same takes its place instead of standing beside it.
  const registration = await navigator.serviceWorker?.getRegistration()
  if (registration) return registration.showNotification(title, { body, tag: id, data: { subject: id } })
  const notification = new Notification(title, { body, tag: id })
  notification.onclick = () => {
    window.focus()
    notification.close()
  }
}
