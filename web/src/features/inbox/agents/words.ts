import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Agent, AwayReason } from '@/lib/api/types'
import { atClock, dayOf, formatMoment } from '@/lib/time'

export const REASONS: AwayReason[] = ['break', 'lunch', 'meeting', 'other_work', 'day_is_over']

export function reasonName(reason: AwayReason): string {
  return {
    break: t`Pausa`,
    lunch: t`Almoço`,
    meeting: t`Reunião`,
    other_work: t`Outra tarefa`,
    day_is_over: t`Fim do expediente`,
  }[reason]
}

/** At work means both: they say so, and a screen of theirs is open. */
export function stateTone({ state, isConnected }: Pick<Agent, 'state' | 'isConnected'>): Tone {
  if (state === 'away') return 'warn'
  return isConnected ? 'ok' : 'neutral'
}

export function stateWords(agent: Pick<Agent, 'state' | 'isConnected' | 'reason' | 'awayUntil'>): string {
  if (agent.state === 'available') return agent.isConnected ? t`Disponível` : t`Sem conexão`
  const why = agent.reason ? t`Ausente: ${reasonName(agent.reason)}` : t`Ausente`
  return agent.awayUntil ? t`${why}, até ${formatMoment(agent.awayUntil)}` : why
}

export type Back = 'own' | '15' | '30' | '60' | 'at'

/** @param time of today; of tomorrow where that has passed */
export function backAt(back: Back, time: string, now: number): string | null {
  if (back === 'own') return null
  if (back !== 'at') return new Date(now + Number(back) * 60_000).toISOString()
  const today = atClock(dayOf(now), time)
  return Date.parse(today) > now ? today : atClock(dayOf(now + 86_400_000), time)
}
