import { t } from '@lingui/core/macro'
import type { LabelColor } from '@/lib/api/types'

export const COLORS: LabelColor[] = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
]

export function colorName(color: LabelColor): string {
  return {
    gray: t`Cinza`,
    red: t`Vermelho`,
    orange: t`Laranja`,
    yellow: t`Amarelo`,
    green: t`Verde`,
    teal: t`Turquesa`,
    blue: t`Azul`,
    violet: t`Violeta`,
    pink: t`Rosa`,
  }[color]
}
