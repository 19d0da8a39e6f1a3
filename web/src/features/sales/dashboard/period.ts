import { plusDays } from '@/lib/time'

/** Times that are chosen by one word; without: the last thirty days. */
export const PERIODS = ['7', '30', '90', 'mes', 'mes-passado', 'ano', '12-meses', 'outro'] as const
export type Period = (typeof PERIODS)[number]

/** How many days are shown at once. */
export const MOST_DAYS = 366

export interface Days {
  from: string
  to: string
}

/** From a day to another, the last included; both as the API writes days. */
export function daysOf(period: Exclude<Period, 'outro'>, today: string): Days {
  const month = `${today.slice(0, 7)}-01`
  switch (period) {
    case 'mes':
      return { from: month, to: today }
    case 'mes-passado': {
      const last = plusDays(month, -1)
      return { from: `${last.slice(0, 7)}-01`, to: last }
    }
    case 'ano':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case '12-meses':
      // The month that is not over, and the eleven before it.
      return { from: monthsBefore(month, 11), to: today }
    default:
      return { from: plusDays(today, 1 - Number(period)), to: today }
  }
}

/** "2026-11-01..2026-11-30", as an address holds it; null when it is none, or too long to be shown. */
export function parseDays(text: string | undefined): Days | null {
  const [from, to, more] = (text ?? '').split('..')
  if (!from || !to || more !== undefined || !isDay(from) || !isDay(to)) return null
  const length = lengthOf({ from, to })
  return length >= 1 && length <= MOST_DAYS ? { from, to } : null
}

export const daysText = ({ from, to }: Days) => `${from}..${to}`

export const lengthOf = ({ from, to }: Days) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1

function monthsBefore(first: string, months: number): string {
  const at = new Date(`${first}T12:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() - months)
  return at.toISOString().slice(0, 10)
}

const isDay = (text: string) => /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
