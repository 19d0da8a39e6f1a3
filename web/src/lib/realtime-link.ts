import type { HubConnection } from '@microsoft/signalr'
import { config } from './config'

export type RealtimeState = 'connecting' | 'live' | 'away'
export interface Changed {
  topic: string
  id: string
  /** Of what is of the moment alone: whose doing it is. */
  by?: string | null
}

export interface RealtimeLink {
  stop(): void
}

/**
 * A connection that never gives up. `onChanged` says that something changed, never what: whoever listens asks again.
 * `onState('live')` therefore also means "ask for everything you may have missed".
 */
export function connectRealtime(options: {
  token(): Promise<string | null>
  onChanged(change: Changed): void
  onState(state: RealtimeState): void
}): RealtimeLink {
  let stopped = false
  let connection: HubConnection | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  const start = async () => {
    if (stopped) return
    options.onState('connecting')
    try {
      if (connection === null) {
        const { HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr')
        connection = new HubConnectionBuilder()
          .withUrl(`${config().apiBase}/hubs/realtime`, {
            accessTokenFactory: async () => (await options.token()) ?? '',
            withCredentials: false,
          })
          .configureLogging(LogLevel.None)
          .build()
        connection.on('changed', (change: Changed) => options.onChanged(change))
        connection.onclose(() => later())
      }
      await connection.start()
      attempt = 0
      if (stopped) void connection.stop()
      else options.onState('live')
    } catch {
      later()
    }
  }

  const later = () => {
    if (stopped) return
    options.onState('away')
    clearTimeout(retry)
    // Spread out, so that every tablet of every shop does not knock in the same second after a restart.
    const delay = Math.min(1_000 * 2 ** attempt++, 30_000) * (0.7 + Math.random() * 0.6)
    retry = setTimeout(() => void start(), delay)
  }

  const hurry = () => {
    if (connection?.state === 'Disconnected' && !stopped) {
      clearTimeout(retry)
      attempt = 0
      void start()
    }
  }
  window.addEventListener('online', hurry)
  void start()

  return {
    stop() {
      stopped = true
      clearTimeout(retry)
      window.removeEventListener('online', hurry)
      void connection?.stop()
    },
  }
}
