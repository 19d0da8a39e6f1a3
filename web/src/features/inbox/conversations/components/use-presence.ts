import { useDocumentVisibility } from '@mantine/hooks'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSession } from '@/lib/auth/session'
import { useSignals } from '@/lib/realtime'
import type { Signal } from '@/lib/realtime-link'
import { showViewing, stopViewing, stopViewingAtOnce } from '../api/show-viewing'
import { heard, nextEnd, present, SEEN_EVERY, type Presence } from '../presence'

/** Tells colleagues that one looks at a conversation, and knows which of them do. */
export function usePresence(conversationId: string): { viewing: string[]; typing: string[] } {
  const { user } = useSession()
  const visible = useDocumentVisibility() === 'visible'
  const [presence, setPresence] = useState<Presence>({})
  const [now, setNow] = useState(() => Date.now())
  const known = useRef<Presence>({})
  const answering = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    if (!visible) return
    const leave = () => stopViewingAtOnce(conversationId)
    showViewing(conversationId)
    const saying = setInterval(() => showViewing(conversationId), SEEN_EVERY)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(saying)
      clearTimeout(answering.current)
      window.removeEventListener('pagehide', leave)
      stopViewing(conversationId)
    }
  }, [conversationId, visible])

  useSignals(
    useCallback(
      (signal: Signal) => {
        if (signal.id !== conversationId) return
        const at = Date.now()
        const before = known.current
        known.current = heard(before, signal, user.id, at)
        if (known.current === before) return
        setPresence(known.current)
        setNow(at)
        // Whoever has just come knows nobody yet. Not all in the same moment.
        const isNew = signal.topic === 'viewing' && (before[signal.by]?.viewing ?? 0) <= at
        if (!isNew || document.visibilityState !== 'visible') return
        clearTimeout(answering.current)
        answering.current = setTimeout(() => showViewing(conversationId), Math.random() * 400)
      },
      [conversationId, user.id],
    ),
  )

  useEffect(() => {
    const end = nextEnd(presence, now)
    if (end === null) return
    const timer = setTimeout(() => setNow(Date.now()), Math.max(50, end - Date.now()))
    return () => clearTimeout(timer)
  }, [presence, now])
  return present(presence, now)
}
