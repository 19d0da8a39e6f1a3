import type { Label, LabelColor } from '@/lib/api/types'
import css from './labels.module.css'

export function LabelDot({ color }: { color: LabelColor }) {
  return <span className={css.dot} data-color={color} aria-hidden />
}

export function LabelChip({ label }: { label: Label }) {
  return (
    <span className={css.chip} title={label.name}>
      <LabelDot color={label.color} />
      <span className={css.chipName}>{label.name}</span>
    </span>
  )
}
