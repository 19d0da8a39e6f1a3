import { useEffect, useSyncExternalStore } from 'react'

let badge = 0
const listeners = new Set<() => void>()

/** How much waits to be looked at, before the title of whatever page is open and on the application's icon. */
export function setBadge(count: number): void {
  if (count === badge) return
  badge = count
  for (const listener of listeners) listener()
  if (!('setAppBadge' in navigator)) return
  // Only where it is installed; elsewhere the browser refuses, and the title says it.
  navigator.setAppBadge(count).catch(() => undefined)
}

export function useTitle(title: string): void {
  const count = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => badge,
  )
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · CleanApp`
  }, [title, count])
}
