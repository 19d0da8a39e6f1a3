import { useSyncExternalStore } from 'react'
import { config } from '../config'
import { ApiError, apiErrorFrom, NETWORK_UNREACHABLE } from '../api/problem'
import type { Session } from '../api/types'
import { storage } from '../storage'
import { SessionManager, type SessionDeps, type SessionState } from './session-manager'

/** Set once somebody has signed in here, so that a first visit does not ask for a session that cannot exist. */
const HINT = 'has-session'

const CHANNEL = 'cleanapp.session'
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)

const deps: SessionDeps = {
  async requestRefresh() {
    if (storage.get(HINT) === null) throw new ApiError(401, 'auth.required')
    const session = await postAuth<Session>('/auth/refresh', {})
    return session
  },
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    // Web Locks exist only on secure origins; without them the tabs of one browser are merely unlikely to collide.
    if (!('locks' in navigator)) return work()
    return (await navigator.locks.request(`${CHANNEL}.refresh`, work)) as T
  },
  channel: {
    postMessage: (message) => channel?.postMessage(message),
    onMessage: (listener) => channel?.addEventListener('message', (event) => listener(event.data)),
  },
  now: () => Date.now(),
  schedule(work, delayMs) {
    const timer = setTimeout(work, Math.min(delayMs, 2_000_000_000))
    return () => clearTimeout(timer)
  },
}

export const sessions = new SessionManager(deps)

sessions.subscribe(() => {
  const state = sessions.snapshot()
  if (state.status === 'signed-in') storage.set(HINT, '1')
  else if (state.status === 'anonymous') storage.remove(HINT)
})

/** Sign-in traffic carries the refresh cookie; nothing else does. */
export async function postAuth<T>(path: string, body: unknown, token?: string | null): Promise<T> {
  let response: Response
  try {
    response = await fetch(`${config().apiBase}/api/v1${path}`, {
      method: 'POST',
      credentials: 'include',
      headers: {
        'Content-Type': 'application/json',
        'X-Refresh-Transport': 'cookie',
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(body),
    })
  } catch {
    throw new ApiError(0, NETWORK_UNREACHABLE)
  }
  const parsed: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
  if (!response.ok) throw apiErrorFrom(response, parsed)
  return parsed as T
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(sessions.subscribe, sessions.snapshot)
}

/** For screens behind the sign-in wall, where a session is certain. */
export function useSession(): Session {
  const state = useSessionState()
  if (state.status !== 'signed-in') throw new ApiError(401, 'auth.required')
  return state.session
}

export function useCan(permission: string): boolean {
  return useSession().permissions.includes(permission)
}
