import { useEffect, useSyncExternalStore } from 'react'
import { sessions } from './auth/session'
import { keys, queryClient } from './query'
import { type Changed, connectRealtime, type RealtimeState } from './realtime-link'

type Key = readonly unknown[]

/** What is asked again by topic; some of it only where it is about the one that changed. */
export const affected: Record<string, (id: string) => Key[]> = {
  ticket: () => [keys.tickets(), keys.queue()],
  call: () => [keys.tickets(), keys.queue()],
  charge: () => [keys.tickets(), keys.payments()],
  payment: () => [keys.tickets(), keys.payments()],
  print_job: () => [keys.printJobs()],
  settings: () => [keys.settings()],
  mail: () => [keys.members()],
  conversation: (id) => [
    keys.conversations('list'),
    keys.conversations('counts'),
    keys.conversations('one', id),
  ],
  agent: () => [keys.agents()],
  support_ticket: (id) => [keys.supportTickets('list'), keys.supportTickets('one', id)],
}

/** What is of the moment alone, and kept nowhere: nothing is asked again. */
const signals = new Set<(change: Changed) => void>()

let state: RealtimeState = 'connecting'
const listeners = new Set<() => void>()

function setState(next: RealtimeState) {
  state = next
  for (const listener of listeners) listener()
}

/** Keeps every cached list of the signed-in company current. Mounted once, by the shell. */
export function useRealtimeInvalidation(tenantId: string): void {
  useEffect(() => {
    const waiting = new Map<string, Key>()
    let timer: ReturnType<typeof setTimeout> | undefined
    // A busy minute sends bursts; one refetch per list and 150 ms is enough.
    const flush = () => {
      timer = undefined
      for (const queryKey of waiting.values()) void queryClient.invalidateQueries({ queryKey })
      waiting.clear()
    }
    const link = connectRealtime({
      token: () => sessions.freshToken(),
      onState(next) {
        setState(next)
        if (next === 'live') void queryClient.invalidateQueries()
      },
      onChanged(change) {
        const { topic, id } = change
        for (const listener of signals) listener(change)
        for (const key of affected[topic]?.(id) ?? []) waiting.set(JSON.stringify(key), key)
        timer ??= setTimeout(flush, 150)
      },
    })
    return () => {
      clearTimeout(timer)
      link.stop()
    }
  }, [tenantId])
}

/** @param listener must keep its identity */
export function useSignals(listener: (change: Changed) => void): void {
  useEffect(() => {
    signals.add(listener)
    return () => {
      signals.delete(listener)
    }
  }, [listener])
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
