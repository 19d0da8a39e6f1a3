import { t } from '@lingui/core/macro'
import type { Team } from '@/lib/api/types'

type Mode = Team['assignment']['mode']

export const MODES = ['manual', 'round_robin', 'least_loaded'] as const satisfies Mode[]

export function modeName(mode: Mode): string {
  return {
    manual: t`Manual`,
    round_robin: t`Rodízio`,
    least_loaded: t`Menos conversas`,
  }[mode]
}

export function modeText(mode: Mode): string {
  return {
    manual: t`Cada um assume as suas, ou um colega passa.`,
    round_robin: t`Um por vez: recebe quem está há mais tempo sem receber.`,
    least_loaded: t`Recebe quem tem menos conversas abertas.`,
  }[mode]
}
