import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/problem'
import type { Session } from '../api/types'
import { SessionManager, type SessionDeps } from './session-manager'

let clock = 0
let issued = 0

function session(tenant = 'empresa'): Session {
  return {
    accessToken: `token-${++issued}`,
    expiresIn: 900,
    refreshToken: null,
    tenant: { id: tenant, name: tenant },
    user: { id: 'u', name: 'Ana', email: 'ana@x.br', language: 'pt_br' },
    tenants: [],
    role: 'owner',
    permissions: [],
  }
}

/** One browser: its tabs share the cookie (the refresh counter), the lock and the channel. */
function browser() {
  let lock: Promise<unknown> = Promise.resolve()
  const listeners: { owner: object; listener: (message: never) => void }[] = []
  const requestRefresh = vi.fn<() => Promise<Session>>(() => Promise.resolve(session()))
  const scheduled: { work: () => void; delayMs: number }[] = []
  const tab = () => {
    const owner = {}
    const deps: SessionDeps = {
      requestRefresh,
      exclusively(work) {
        const run = lock.then(work)
        lock = run.catch(() => undefined)
        return run
      },
      channel: {
        postMessage: (message) =>
          listeners.filter((row) => row.owner !== owner).forEach((row) => row.listener(message as never)),
        onMessage: (listener) => listeners.push({ owner, listener: listener as never }),
      },
      now: () => clock,
      schedule(work, delayMs) {
        const entry = { work, delayMs }
        scheduled.push(entry)
        return () => {
          const index = scheduled.indexOf(entry)
          if (index >= 0) scheduled.splice(index, 1)
        }
      },
    }
    return new SessionManager(deps)
  }
  return { tab, requestRefresh, scheduled }
}

beforeEach(() => {
  clock = 1_000_000
  issued = 0
})

describe('refresh', () => {
  it('runs once for ten requests that met the same 401', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    manager.accept(session())
    const stale = manager.accessToken
    const results = await Promise.all(Array.from({ length: 10 }, () => manager.refresh(stale)))
    expect(results.every(Boolean)).toBe(true)
    expect(requestRefresh).toHaveBeenCalledTimes(1)
    expect(manager.accessToken).not.toBe(stale)
  })

  it('does nothing for a request that comes back late with an old token', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    manager.accept(session())
    const stale = manager.accessToken
    await manager.refresh(stale)
    expect(await manager.refresh(stale)).toBe(true)
    expect(requestRefresh).toHaveBeenCalledTimes(1)
  })

  it('runs once across tabs, and the other tab takes the result', async () => {
    const { tab, requestRefresh } = browser()
    const one = tab()
    const two = tab()
    await one.ensure()
    await two.ensure()
    requestRefresh.mockClear()
    await Promise.all([one.refresh(), two.refresh()])
    expect(requestRefresh).toHaveBeenCalledTimes(1)
    expect(two.accessToken).toBe(one.accessToken)
  })

  it('ends the session in every tab when the server refuses', async () => {
    const { tab, requestRefresh } = browser()
    const one = tab()
    const two = tab()
    await one.ensure()
    await two.ensure()
    requestRefresh.mockRejectedValue(new ApiError(401, 'identity.refresh_token.invalid'))
    expect(await one.refresh()).toBe(false)
    expect(one.snapshot().status).toBe('anonymous')
    expect(two.snapshot().status).toBe('anonymous')
  })

  it('keeps the person signed in when the server cannot be reached', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    await manager.ensure()
    const token = manager.accessToken
    requestRefresh.mockRejectedValue(new ApiError(0, 'network.unreachable'))
    await expect(manager.refresh()).rejects.toThrow()
    expect(manager.accessToken).toBe(token)
  })

  it('throws away the answer of a refresh that was overtaken by signing out', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    await manager.ensure()
    let answer: (value: Session) => void = () => {}
    requestRefresh.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const running = manager.refresh()
    await Promise.resolve()
    manager.clear()
    answer(session())
    expect(await running).toBe(false)
    expect(manager.accessToken).toBeNull()
  })
})

describe('time', () => {
  it('refreshes a minute before the token ends', async () => {
    const { tab, requestRefresh, scheduled } = browser()
    const manager = tab()
    await manager.ensure()
    expect(scheduled.map((row) => row.delayMs)).toEqual([840_000])
    scheduled[0]!.work()
    await vi.waitFor(() => expect(requestRefresh).toHaveBeenCalledTimes(2))
  })

  it('refreshes before using a token that a sleeping computer let run out', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    await manager.ensure()
    const old = manager.accessToken
    clock += 895_000
    expect(await manager.freshToken()).not.toBe(old)
    expect(requestRefresh).toHaveBeenCalledTimes(2)
  })

  it('uses a token with more than ten seconds left as it is', async () => {
    const { tab, requestRefresh } = browser()
    const manager = tab()
    await manager.ensure()
    clock += 890_000
    await manager.freshToken()
    expect(requestRefresh).toHaveBeenCalledTimes(1)
  })
})

it('a first visitor is asked about once and found anonymous', async () => {
  const { tab, requestRefresh } = browser()
  requestRefresh.mockRejectedValue(new ApiError(401, 'auth.required'))
  const manager = tab()
  expect((await manager.ensure()).status).toBe('anonymous')
  expect((await manager.ensure()).status).toBe('anonymous')
  expect(requestRefresh).toHaveBeenCalledTimes(1)
})
