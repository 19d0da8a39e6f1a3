import { useEffect, useSyncExternalStore } from 'react'
import { sessions } from './auth/session'
import { keys, queryClient } from './query'
import { connectRealtime, type RealtimeState, type Signal } from './realtime-link'
import type { Happening } from './realtime-place'

type Key = readonly unknown[]

const conversation = (id: string): Key[] => [
  keys.conversations('list'),
  keys.conversations('counts'),
  keys.conversations('one', id),
]

/** What is asked again by topic; some of it only where it is about the one that changed. */
export const affected: Record<string, (id: string) => Key[]> = {
  ticket: () => [keys.tickets(), keys.queue()],
  call: () => [keys.tickets(), keys.queue()],
  charge: () => [keys.tickets(), keys.payments()],
  payment: () => [keys.tickets(), keys.payments()],
  print_job: () => [keys.printJobs()],
  /** Of a board, stages are the columns. */
  settings: () => [keys.settings(), keys.opportunities('board')],
  mail: () => [keys.members()],
  agent: () => [keys.agents()],
  conversation,
  /** A customer wrote. */
  message: conversation,
  assigned: conversation,
  mention: conversation,
  lead: (id) => [keys.leads('list'), keys.leads('one', id)],
  lead_import: () => [keys.leads('imports')],
  proposal: (id) => [keys.proposals('list'), keys.proposals('one', id)],
  support_ticket: (id) => [keys.supportTickets('list'), keys.supportTickets('one', id)],
  opportunity: (id) => [
    keys.opportunities('board'),
    keys.opportunities('forecast'),
    keys.opportunities('list'),
    keys.opportunities('one', id),
  ],
}

const signals = new Set<(signal: Signal) => void>()
const happenings = new Set<(happening: Happening) => void>()

export interface Reach {
  state: RealtimeState
  /** Since when it is so. */
  since: number
}

let reach: Reach = { state: 'connecting', since: Date.now() }
const listeners = new Set<() => void>()

function setState(state: RealtimeState) {
  // Trying again is part of being away.
  if (state === reach.state || (state === 'connecting' && reach.state === 'away')) return
  reach = { state, since: Date.now() }
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
      onState: setState,
      onStartOver: () => void queryClient.invalidateQueries(),
      onHappening(happening) {
        for (const listener of happenings) listener(happening)
        for (const key of affected[happening.topic]?.(happening.id) ?? [])
          waiting.set(JSON.stringify(key), key)
        timer ??= setTimeout(flush, 150)
      },
      onSignal(signal) {
        for (const listener of signals) listener(signal)
      },
    })
    return () => {
      clearTimeout(timer)
      link.stop()
    }
  }, [tenantId])
}

function useListener<T>(all: Set<(one: T) => void>, listener: (one: T) => void): void {
  useEffect(() => {
    all.add(listener)
    return () => {
      all.delete(listener)
    }
  }, [all, listener])
}

/** @param listener must keep its identity */
export const useSignals = (listener: (signal: Signal) => void): void => useListener(signals, listener)

/** @param listener must keep its identity; told of each thing once, also of what was missed */
export const useHappenings = (listener: (happening: Happening) => void): void =>
  useListener(happenings, listener)

export function useReach(): Reach {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => reach,
  )
}

/**
 * Lists poll slowly while the connection is live (a safety net), and quickly while it is not or while what was told could not be fetched.
 */
export function usePolling(quickMs = 4_000, slowMs = 45_000) {
  const live = useReach().state === 'live'
  return ({ state }: { state: { error: unknown } }) => (live && state.error === null ? slowMs : quickMs)
}
