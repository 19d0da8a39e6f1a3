import { ApiError } from '../api/problem'
import type { Session } from '../api/types'

export type SessionState =
  | { status: 'unknown' }
  | { status: 'anonymous' }
  | { status: 'signed-in'; session: Session; expiresAt: number }

type Message = { kind: 'session'; session: Session; expiresAt: number } | { kind: 'signed-out' }

export interface SessionDeps {
  /** Trades the refresh cookie for a new session. Throws ApiError 401 when there is none. */
  requestRefresh(): Promise<Session>
  /** Runs alone across every tab of this browser, where the browser can promise that. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  channel: { postMessage(message: Message): void; onMessage(listener: (message: Message) => void): void }
  now(): number
  schedule(work: () => void, delayMs: number): () => void
}

const EARLY_MS = 60_000
const CLOSE_TO_EXPIRY_MS = 10_000

/**
 * The signed-in person, kept in memory only. A refresh token is spent by use, so two refreshes at once would sign the person out:
 * one runs at a time in this tab (shared promise) and across tabs (lock), and whoever waited takes the winner's result.
 */
export class SessionManager {
  private state: SessionState = { status: 'unknown' }
  private inFlight: Promise<boolean> | null = null
  private listeners = new Set<() => void>()
  private cancelEarlyRefresh: () => void = () => {}
  private generation = 0

  constructor(private readonly deps: SessionDeps) {
    deps.channel.onMessage((message) => {
      if (message.kind === 'signed-out') this.set({ status: 'anonymous' })
      else if (this.state.status !== 'unknown')
        this.set({ status: 'signed-in', session: message.session, expiresAt: message.expiresAt })
    })
  }

  snapshot = (): SessionState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get accessToken(): string | null {
    return this.state.status === 'signed-in' ? this.state.session.accessToken : null
  }

  /** Resolves who is here; asks the server only the first time. */
  async ensure(): Promise<SessionState> {
    if (this.state.status === 'unknown') await this.refresh()
    return this.state
  }

  /** A token good for at least the next few seconds, or null when nobody is signed in. */
  async freshToken(): Promise<string | null> {
    if (this.state.status === 'signed-in' && this.state.expiresAt - this.deps.now() < CLOSE_TO_EXPIRY_MS) {
      await this.refresh(this.state.session.accessToken)
    }
    return this.accessToken
  }

  /** False when the session is over. Throws when the server could not be asked: that is no reason to sign anybody out. */
  refresh(staleToken: string | null = this.accessToken): Promise<boolean> {
    if (this.accessToken !== null && this.accessToken !== staleToken) return Promise.resolve(true)
    this.inFlight ??= this.refreshAlone(staleToken).finally(() => {
      this.inFlight = null
    })
    return this.inFlight
  }

  /** After sign-in, registration, invitation or company switch. */
  accept(session: Session): void {
    this.generation++
    const expiresAt = this.deps.now() + session.expiresIn * 1000
    this.set({ status: 'signed-in', session, expiresAt })
    this.deps.channel.postMessage({ kind: 'session', session, expiresAt })
  }

  clear(): void {
    this.generation++
    this.set({ status: 'anonymous' })
    this.deps.channel.postMessage({ kind: 'signed-out' })
  }

  private refreshAlone(staleToken: string | null): Promise<boolean> {
    const generation = this.generation
    return this.deps.exclusively(async () => {
      // Another tab may have refreshed, or this one signed out, while we waited for the lock.
      if (this.accessToken !== null && this.accessToken !== staleToken) return true
      if (this.generation !== generation) return this.accessToken !== null
      try {
        const session = await this.deps.requestRefresh()
        if (this.generation !== generation) return this.accessToken !== null
        this.accept(session)
        return true
      } catch (error) {
        if (this.generation !== generation) return this.accessToken !== null
        if (!(error instanceof ApiError) || error.status !== 401) throw error
        if (this.state.status === 'unknown') this.set({ status: 'anonymous' })
        else this.clear()
        return false
      }
    })
  }

  private set(state: SessionState): void {
    this.state = state
    this.cancelEarlyRefresh()
    this.cancelEarlyRefresh = () => {}
    if (state.status === 'signed-in') {
      const delay = Math.max(state.expiresAt - this.deps.now() - EARLY_MS, 5_000)
      this.cancelEarlyRefresh = this.deps.schedule(() => {
        this.refresh(state.session.accessToken).catch(() => {
          // Offline: the next request refreshes before it goes out.
        })
      }, delay)
    }
    for (const listener of this.listeners) listener()
  }
}
