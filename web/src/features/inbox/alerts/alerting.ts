import type { AlertSettings } from '@/lib/api/types'
import type { Happening } from '@/lib/realtime-place'

/** The time by a company's clock; it compares with the settings' as text. */
export const timeIn = (zone: string, now: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(now)

/** @param time "22:00:00", by the company's clock; the settings know no seconds */
export function isQuiet({ quietFrom, quietUntil }: AlertSettings, time: string): boolean {
  if (!quietFrom || !quietUntil) return false
  return quietFrom < quietUntil
    ? time >= quietFrom && time < quietUntil
    : time >= quietFrom || time < quietUntil
}

/** Whether something that happened is worth being told of; the server decides the same for what it sends to browsers. */
export function rings(settings: AlertSettings, { topic, isYours, isNobodys }: Happening): boolean {
  if (settings.scope === 'none') return false
  if (topic === 'mention' || topic === 'assigned') return true
  return topic === 'message' && (settings.scope === 'all' || isYours || isNobodys)
}
