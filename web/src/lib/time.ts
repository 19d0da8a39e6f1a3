const ZONE = 'America/Sao_Paulo'

const clock = new Intl.DateTimeFormat('pt-BR', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
const dayAndClock = new Intl.DateTimeFormat('pt-BR', {
  timeZone: ZONE,
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const dayOnly = new Intl.DateTimeFormat('pt-BR', {
  timeZone: ZONE,
  day: '2-digit',
  month: 'short',
  year: 'numeric',
})
const sameDay = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

export function formatClock(iso: string): string {
  return clock.format(new Date(iso))
}

/** Today only the hour matters; on other days, the day too. */
export function formatMoment(iso: string, now: number = Date.now()): string {
  const at = new Date(iso)
  return sameDay.format(at) === sameDay.format(now) ? clock.format(at) : dayAndClock.format(at)
}

export function formatDay(iso: string): string {
  return dayOnly.format(new Date(iso))
}

/** A calendar day as the API writes it, "2026-11-22": no zone can move it. */
export function formatDate(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('pt-BR', {
    timeZone: 'UTC',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
  })
}

/** "agora", "3 min", "1 h 05": how long somebody has been waiting. */
export function formatElapsed(sinceIso: string, now: number): string {
  const minutes = Math.floor((now - new Date(sinceIso).getTime()) / 60_000)
  if (minutes < 1) return 'agora'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`
  return `${Math.floor(hours / 24)} d`
}

/** Whole seconds left, never negative; a fraction counts as a second so that "0" means over. */
export function secondsLeft(untilIso: string, now: number): number {
  return Math.max(0, Math.ceil((new Date(untilIso).getTime() - now) / 1000))
}

/** "4:09", "59:59", "1:00:00". */
export function formatCountdown(seconds: number): string {
  const h = Math.floor(seconds / 3600)
  const m = Math.floor((seconds % 3600) / 60)
  const s = String(seconds % 60).padStart(2, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`
}

/** How far this device's clock is from the server's: tablets drift, and a countdown that ends early loses a sale. */
export function clockSkew(serverTimeIso: string, receivedAt: number): number {
  return new Date(serverTimeIso).getTime() - receivedAt
}

/** The calendar day here, "2026-11-22". */
export function dayOf(at: string | number): string {
  return sameDay.format(new Date(at))
}

export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The moment a clock here shows this time; Brazil has had no summer time since 2019. */
export function atClock(day: string, time: string): string {
  return new Date(`${day}T${time}:00-03:00`).toISOString()
}

/** "hoje", "ontem", "segunda-feira, 16 de novembro". */
export function formatDayHeading(day: string, now: number): string {
  const today = dayOf(now)
  if (day === today) return 'hoje'
  if (day === plusDays(today, -1)) return 'ontem'
  return new Date(`${day}T12:00:00Z`).toLocaleDateString('pt-BR', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }),
  })
}

/** What the browser's own field for a moment shows: local time without a zone. */
export const toMomentField = (at: string | null | undefined): string =>
  at
    ? new Date(new Date(at).getTime() - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
    : ''

/** What that field gives; null when it is empty. */
export const fromMomentField = (text: string): string | null => (text ? new Date(text).toISOString() : null)
