import { useEffect, useSyncExternalStore } from 'react'
import { soundIsOn, unlockSound } from '@/lib/sound'

let ready = false
const listeners = new Set<() => void>()

async function look() {
  const now = soundIsOn() || (await unlockSound())
  if (now === ready) return
  ready = now
  for (const listener of listeners) listener()
}

/** Browsers let a page be heard once somebody has touched it. */
export function useSoundReady(): boolean {
  useEffect(() => {
    const gestures = ['pointerdown', 'keydown'] as const
    const touched = () => void look()
    void look()
    for (const gesture of gestures) window.addEventListener(gesture, touched)
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, touched)
    }
  }, [])
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ready,
  )
}
