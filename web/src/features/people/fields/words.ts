import { t } from '@lingui/core/macro'
import type { FieldKind } from '@/lib/api/types'
import { formatDate } from '@/lib/time'

export const FIELD_KINDS = ['text', 'number', 'date', 'choice'] as const satisfies FieldKind[]

export function fieldKindName(kind: FieldKind): string {
  return { text: t`Texto`, number: t`Número`, date: t`Data`, choice: t`Escolha` }[kind]
}

/** As it is written here: "12.5" is "12,5". */
export const toInput = (kind: FieldKind, value: string | null) =>
  value === null ? '' : kind === 'number' ? value.replace('.', ',') : value

/** As the API has it; null for nothing. What is none of its kind goes as it is, and is refused there. */
export function fromInput(kind: FieldKind, text: string): string | null {
  const value = text.trim()
  if (value === '') return null
  if (kind !== 'number') return value
  return value.includes(',') ? value.replaceAll('.', '').replace(',', '.') : value
}

export const shownValue = (kind: FieldKind, value: string) =>
  kind === 'date' ? formatDate(value) : toInput(kind, value)
