import { useEffect, useSyncExternalStore } from 'react'
import { sessions } from './auth/session'
import { queryClient } from './query'
import { connectRealtime, type RealtimeState } from './realtime-link'

const affected: Record<string, string[]> = {
  ticket: ['tickets', 'queue'],
  call: ['tickets', 'queue'],
  charge: ['tickets', 'payments'],
  payment: ['tickets', 'payments'],
  print_job: ['print-jobs'],
  settings: ['settings'],
}

let state: RealtimeState = 'connecting'
const listeners = new Set<() => void>()

function setState(next: RealtimeState) {
  state = next
  for (const listener of listeners) listener()
}

/** Keeps every cached list of the signed-in company current. Mounted once, by the shell. */
export function useRealtimeInvalidation(tenantId: string): void {
  useEffect(() => {
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    // A busy minute sends bursts; one refetch per list and 150 ms is enough.
    const flush = () => {
      timer = undefined
      for (const key of waiting) void queryClient.invalidateQueries({ queryKey: [key] })
      waiting.clear()
    }
    const link = connectRealtime({
      token: () => sessions.freshToken(),
      onState(next) {
        setState(next)
        if (next === 'live') void queryClient.invalidateQueries()
      },
      onChanged({ topic }) {
        for (const key of affected[topic] ?? []) waiting.add(key)
        timer ??= setTimeout(flush, 150)
      },
    })
    return () => {
      clearTimeout(timer)
      link.stop()
    }
  }, [tenantId])
}

export function useRealtimeState(): RealtimeState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

/** Lists poll slowly while the connection is live (a safety net) and quickly while it is not. */
export function usePolling(quickMs = 4_000, slowMs = 45_000): number {
  return useRealtimeState() === 'live' ? slowMs : quickMs
}
