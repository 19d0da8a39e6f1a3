import type { DeviceTest } from '@/lib/api/types'
import { testDevice } from './api/alerts'
import { workerRegistration } from './push'

export const TEST_STEPS = ['permission', 'worker', 'subscription', 'service', 'arrival'] as const
export type TestStep = (typeof TEST_STEPS)[number]

const ARRIVES_WITHIN = 15_000

/** What was wrong at the step that was reached. */
export interface TestTrouble {
  outcome?: DeviceTest['outcome']
  error?: unknown
}

/** @returns null when it went the whole way */
export async function runTest(
  deviceId: string,
  onStep: (step: TestStep | 'done') => void,
): Promise<TestTrouble | null> {
  onStep('permission')
  if (Notification.permission !== 'granted') return {}
  try {
    onStep('worker')
    const registration = await workerRegistration()
    onStep('subscription')
    if ((await registration.pushManager.getSubscription()) === null) return {}
    onStep('service')
    // Listened for before it is sent: it may be here before the answer.
    const arrivals = listen()
    try {
      const { test, outcome } = await testDevice(deviceId)
      if (outcome !== 'accepted') return { outcome }
      onStep('arrival')
      if (!(await arrivals.has(test))) return {}
    } finally {
      arrivals.stop()
    }
  } catch (error) {
    return { error }
  }
  onStep('done')
  return null
}

/** The worker tells every page of the tests it gets. */
function listen() {
  const seen = new Set<string>()
  let arrived: () => void = () => undefined
  const hear = ({ data }: MessageEvent<{ kind?: string; test?: string }>) => {
    if (data.kind !== 'push-test' || !data.test) return
    seen.add(data.test)
    arrived()
  }
  navigator.serviceWorker.addEventListener('message', hear)
  return {
    has: (test: string) =>
      new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), ARRIVES_WITHIN)
        arrived = () => {
          if (!seen.has(test)) return
          clearTimeout(timer)
          resolve(true)
        }
        arrived()
      }),
    stop: () => navigator.serviceWorker.removeEventListener('message', hear),
  }
}
