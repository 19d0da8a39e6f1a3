import { t } from '@lingui/core/macro'
import type { Difference } from '@/lib/api/types'

export function differenceText(kind: Difference['kind']): string {
  return {
    missing_here: t`Estava no banco e não aqui`,
    missing_there: t`Está aqui e o banco não mostra`,
    amount: t`Valores diferentes`,
    status: t`Devolução diferente`,
  }[kind]
}
