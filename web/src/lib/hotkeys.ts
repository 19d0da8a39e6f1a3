import { useEffect, useRef, useSyncExternalStore } from 'react'
import { storage } from './storage'

/** Single letters can be switched off: people who dictate or use a screen reader's own keys need that (WCAG 2.1.4). */
let enabled = storage.get('single-keys') !== 'off'
const listeners = new Set<() => void>()

export function setSingleKeys(on: boolean): void {
  enabled = on
  storage.set('single-keys', on ? 'on' : 'off')
  for (const listener of listeners) listener()
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => enabled,
  )
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role="combobox"], [role="listbox"]') !== null)
  )
}

function isActivatable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, [role="button"], [role="tab"], summary') !== null
  )
}

/** Key → act. Letters in lower case; 'space' leaves a focused button alone. Off while typing or while a dialog is open. */
export function useHotkeys(map: Record<string, (() => void) | undefined>): void {
  const current = useRef(map)
  useEffect(() => {
    current.current = map
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        !enabled ||
        event.repeat ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.defaultPrevented
      )
        return
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return
      const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
      if (key === 'space' && isActivatable(event.target)) return
      const act = current.current[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** "g" then a letter. */
export function useGoKeys(map: Record<string, () => void>): void {
  const current = useRef(map)
  useEffect(() => {
    current.current = map
  })
  useEffect(() => {
    let armedUntil = 0
    const onKey = (event: KeyboardEvent) => {
      if (!enabled || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const now = Date.now()
      if (key === 'g') {
        armedUntil = now + 1_200
        return
      }
      const act = now < armedUntil ? current.current[key] : undefined
      armedUntil = 0
      if (!act) return
      event.preventDefault()
      event.stopImmediatePropagation()
      act()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
