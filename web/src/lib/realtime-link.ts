import type { HubConnection } from '@microsoft/signalr'
import { config } from './config'
import { type Happening, type Heard, RealtimePlace } from './realtime-place'

export type RealtimeState = 'connecting' | 'live' | 'away'

/** What is of the moment alone, and kept nowhere. */
export interface Signal {
  topic: string
  id: string
  /** Whose doing it is. */
  by: string
}

export interface RealtimeLink {
  stop(): void
}

/** A clock that stood still for longer than this belongs to a device that slept: its connection is dead, whatever it says. */
const SLEPT_MS = 30_000
const LOOK_MS = 5_000

/**
 * A connection that never gives up, and misses nothing: it comes back with the last number it knows. What is told says that something
 * changed, never what: whoever listens asks again. Live means that everything until now has been told.
 */
export function connectRealtime(options: {
  token(): Promise<string | null>
  onHappening(happening: Happening): void
  onSignal?(signal: Signal): void
  /** Too much was missed, or this is the beginning: everything is to be asked for anew. */
  onStartOver(): void
  onState(state: RealtimeState): void
}): RealtimeLink {
  const place = new RealtimePlace()
  let stopped = false
  let connection: HubConnection | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let isLive = false

  const start = async () => {
    if (stopped) return
    clearTimeout(retry)
    options.onState('connecting')
    try {
      const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr')
      const since = place.known === null ? '' : `?after=${place.known}`
      const opened = new HubConnectionBuilder()
        .withUrl(`${config().apiBase}/hubs/realtime${since}`, {
          accessTokenFactory: async () => (await options.token()) ?? '',
          withCredentials: false,
        })
        .configureLogging(LogLevel.None)
        .build()
      connection = opened
      opened.on('heard', (heard: Heard) => connection === opened && take(heard))
      opened.on('signal', (signal: Signal) => options.onSignal?.(signal))
      opened.onclose(() => connection === opened && later())
      await opened.start()
      if (stopped) void opened.stop()
    } catch {
      later()
    }
  }

  const take = (heard: Heard) => {
    const taken = place.take(heard)
    if (taken.kind === 'gap') return again()
    attempt = 0
    if (taken.kind === 'start-over') options.onStartOver()
    else for (const item of taken.items) options.onHappening(item)
    if (isLive) return
    isLive = true
    options.onState('live')
  }

  const later = () => {
    if (stopped) return
    isLive = false
    connection = null
    options.onState('away')
    clearTimeout(retry)
    // Spread out, so that every tablet of every shop does not knock in the same second after a restart.
    const delay = Math.min(1_000 * 2 ** attempt++, 30_000) * (0.7 + Math.random() * 0.6)
    retry = setTimeout(() => void start(), delay)
  }

  /** What there is of a connection is given up for a new one. */
  const again = () => {
    if (stopped) return
    const old = connection
    connection = null
    isLive = false
    attempt = 0
    void old?.stop()
    void start()
  }

  const hurry = () => {
    if (!isLive && connection === null) again()
  }
  const onVisible = () => document.visibilityState === 'visible' && hurry()
  let looked = Date.now()
  const looking = setInterval(() => {
    const slept = Date.now() - looked > SLEPT_MS
    looked = Date.now()
    if (slept) again()
  }, LOOK_MS)
  window.addEventListener('online', hurry)
  document.addEventListener('visibilitychange', onVisible)
  void start()

  return {
    stop() {
      stopped = true
      clearTimeout(retry)
      clearInterval(looking)
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', onVisible)
      void connection?.stop()
    },
  }
}
