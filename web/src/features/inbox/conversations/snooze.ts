import { t } from '@lingui/core/macro'
import { atClock, dayOf, plusDays } from '@/lib/time'

const HOUR = 3_600_000

/** What a conversation is most often put off to. */
export function snoozePresets(now: number): { label: string; until: string | null }[] {
  const today = dayOf(now)
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  // On a Monday, the next one is in a week.
  const toMonday = (8 - weekday) % 7 || 7
  const monday = { label: t`Segunda-feira às 9 h`, until: atClock(plusDays(today, toMonday), '09:00') }
  return [
    { label: t`Daqui a 1 hora`, until: new Date(now + HOUR).toISOString() },
    { label: t`Amanhã às 9 h`, until: atClock(plusDays(today, 1), '09:00') },
    ...(toMonday === 1 ? [] : [monday]),
    { label: t`Até o cliente escrever`, until: null },
  ]
}
