import { useEffect, useRef, useState } from 'react'
import { isApiError } from '@/lib/api/problem'
import { connectRealtime } from '@/lib/realtime-link'
import { soundIsOn } from '@/lib/sound'
import { storage } from '@/lib/storage'
import { fetchPanelFeed } from './api/panel-feed'
import { PanelQueue, type PanelView } from './panel-queue'
import { chime, say } from './sound'

const POLL_LIVE_MS = 15_000
const POLL_AWAY_MS = 3_000
/** How long a call stays alone on the screen before the next may replace it. */
const HOLD_MS = 5_000
const OFFLINE_AFTER_MS = 8_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** AbortSignal.any and .timeout are missing from the browsers of televisions only a few years old. */
async function withTimeout<T>(work: (signal: AbortSignal) => Promise<T>, stop: AbortSignal): Promise<T> {
  const abort = new AbortController()
  const cancel = () => abort.abort()
  const timer = setTimeout(cancel, 10_000)
  stop.addEventListener('abort', cancel)
  try {
    return await work(abort.signal)
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', cancel)
  }
}

export interface PanelState extends PanelView {
  tenantName: string
  panelName: string
  /** Milliseconds to add to this device's clock. */
  skewMs: number
  loaded: boolean
  offline: boolean
  /** Being announced right now. */
  announcing: boolean
}

interface Options {
  panelId: string
  token: string
  /** The token is not accepted any more: somebody removed this panel. */
  onRevoked: () => void
}

export function usePanel({ panelId, token, onRevoked }: Options): PanelState {
  const [state, setState] = useState<PanelState>({
    current: null,
    recent: [],
    tenantName: '',
    panelName: '',
    skewMs: 0,
    loaded: false,
    offline: false,
    announcing: false,
  })
  const revoked = useRef(onRevoked)
  useEffect(() => {
    revoked.current = onRevoked
  })

  useEffect(() => {
    const key = `panel.said.${panelId}`
    const queue = new PanelQueue({
      read() {
        const text = storage.get(key)
        return text === null || !Number.isSafeInteger(Number(text)) ? null : Number(text)
      },
      write: (sequence) => storage.set(key, String(sequence)),
    })
    const stop = new AbortController()
    const stopped = () => stop.signal.aborted
    const patch = (part: Partial<PanelState>) => {
      if (!stopped()) setState((before) => ({ ...before, ...part }))
    }
    let skewMs = 0
    let live = false
    let lastAnswer = Date.now()
    let fetching = false
    let again = false
    let announcing = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const announce = async () => {
      if (announcing) return
      announcing = true
      for (
        let item = queue.next(Date.now() + skewMs);
        item && !stopped();
        item = queue.next(Date.now() + skewMs)
      ) {
        patch({ ...queue.view, announcing: item.speak })
        if (item.speak) {
          const held = pause(HOLD_MS)
          if (soundIsOn()) {
            await chime()
            if (!stopped()) await say(item.call)
          }
          await held
        }
        if (!stopped()) queue.finished(item.call)
      }
      announcing = false
      patch({ announcing: false })
    }

    const fetchNew = async () => {
      if (fetching) {
        again = true
        return
      }
      fetching = true
      clearTimeout(timer)
      try {
        do {
          again = false
          const after = queue.after
          const feed = await withTimeout((signal) => fetchPanelFeed(token, after, signal), stop.signal)
          lastAnswer = Date.now()
          skewMs = new Date(feed.serverTime).getTime() - lastAnswer
          if (after === null) {
            queue.start(feed.items, feed.lastSequence)
            patch(queue.view)
          } else {
            queue.receive(feed.items)
          }
          patch({
            tenantName: feed.tenantName,
            panelName: feed.panelName,
            skewMs,
            loaded: true,
            offline: false,
          })
          if (queue.after !== null && queue.after < feed.lastSequence && feed.items.length > 0) again = true
          void announce()
        } while (again && !stopped())
      } catch (error) {
        if (isApiError(error) && (error.status === 401 || error.status === 403)) revoked.current()
        else if (Date.now() - lastAnswer > OFFLINE_AFTER_MS) patch({ offline: true })
      }
      fetching = false
      if (!stopped()) timer = setTimeout(() => void fetchNew(), live ? POLL_LIVE_MS : POLL_AWAY_MS)
    }

    const link = connectRealtime({
      token: () => Promise.resolve(token),
      onHappening: () => void fetchNew(),
      onStartOver: () => void fetchNew(),
      onState(next) {
        live = next === 'live'
        if (live) void fetchNew()
      },
    })
    const goneOffline = () => patch({ offline: true })
    window.addEventListener('offline', goneOffline)
    window.addEventListener('online', fetchNew)
    void fetchNew()

    return () => {
      stop.abort()
      clearTimeout(timer)
      link.stop()
      window.removeEventListener('offline', goneOffline)
      window.removeEventListener('online', fetchNew)
      if ('speechSynthesis' in window) speechSynthesis.cancel()
    }
  }, [panelId, token])

  return state
}
