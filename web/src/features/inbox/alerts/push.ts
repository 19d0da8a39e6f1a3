import { storage } from '@/lib/storage'
import { addDevice, removeDevice } from './api/alerts'

/** Each person's own: whoever signs in next with this browser was not asked. */
const wish = (userId: string) => `push.device.${userId}`
const WORKER = '/sw.js'

export type PushStep = 'permission' | 'worker' | 'subscription' | 'device'

/** Where it went wrong on the way to being told. */
export class PushTrouble extends Error {
  constructor(readonly step: PushStep) {
    super(step)
  }
}

export const pushIsPossible = () =>
  'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** The device under which this browser is to be told; null: it was never asked for here, or has been given up. */
export const wishedDevice = (userId: string) => storage.get(wish(userId))

export const forgetDevice = (userId: string) => storage.remove(wish(userId))

export function workerRegistration(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(WORKER).then(() => navigator.serviceWorker.ready)
}

async function step<T>(name: PushStep, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof PushTrouble ? error : Object.assign(new PushTrouble(name), { cause: error })
  }
}

/** Asks for what is missing, one after the other. @returns the device's id */
export async function turnPushOn(publicKey: string, userId: string): Promise<string> {
  await step('permission', async () => {
    if (!pushIsPossible() || (await Notification.requestPermission()) !== 'granted')
      throw new PushTrouble('permission')
  })
  return subscribe(publicKey, userId)
}

/** Without asking anybody anything. */
export async function subscribe(publicKey: string, userId: string): Promise<string> {
  const registration = await step('worker', workerRegistration)
  const subscription = await step('subscription', async () => {
    const known = await registration.pushManager.getSubscription()
    if (known && isOf(known, publicKey)) return known
    // Subscribed to another installation, or to this one with another key: nobody could write to it.
    await known?.unsubscribe()
    return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  })
  return step('device', async () => {
    const { endpoint, keys } = subscription.toJSON()
    const { id } = await addDevice({
      name: deviceName(navigator.userAgent),
      endpoint: endpoint ?? '',
      p256dh: keys?.p256dh ?? '',
      auth: keys?.auth ?? '',
    })
    storage.set(wish(userId), id)
    return id
  })
}

export async function turnPushOff(deviceId: string, userId: string): Promise<void> {
  if (wishedDevice(userId) === deviceId) {
    forgetDevice(userId)
    const registration = await navigator.serviceWorker.getRegistration()
    await (await registration?.pushManager.getSubscription())?.unsubscribe()
  }
  await removeDevice(deviceId)
}

/** Whether this browser is subscribed at this moment. */
export async function isSubscribed(publicKey: string): Promise<boolean> {
  if (!pushIsPossible() || Notification.permission !== 'granted') return false
  const registration = await navigator.serviceWorker.getRegistration()
  const known = await registration?.pushManager.getSubscription()
  return !!known && isOf(known, publicKey)
}

function isOf({ options }: PushSubscription, publicKey: string): boolean {
  if (!options.applicationServerKey) return true
  const bytes = String.fromCharCode(...new Uint8Array(options.applicationServerKey))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') === publicKey
}

/** "Chrome, Windows", as people call it; what cannot be told is left out. */
export function deviceName(agent: string): string {
  const found = (names: [pattern: RegExp, name: string][]) =>
    names.find(([pattern]) => pattern.test(agent))?.[1]
  const browser = found([
    [/Edg/, 'Edge'],
    [/OPR/, 'Opera'],
    [/SamsungBrowser/, 'Samsung Internet'],
    [/Firefox/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ])
  const system = found([
    [/Android/, 'Android'],
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'Mac'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  ])
  return [browser, system].filter(Boolean).join(', ') || 'Navegador'
}
