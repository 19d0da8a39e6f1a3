import { t } from '@lingui/core/macro'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import record from '@/components/record/record.module.css'
import type { Days } from '../period'
import { daysWords } from '../words'

/** What a list is narrowed to by a figure that led to it; taken away by one press. */
export function Chip({ children, onRemove }: { children: ReactNode; onRemove: () => void }) {
  return (
    <button type="button" className={record.chip} onClick={onRemove} title={t`Tirar este filtro`}>
      {children}
      <IconX size={13} aria-hidden />
      <span className="visually-hidden">{t`Tirar este filtro`}</span>
    </button>
  )
}

export function DaysChip({ label, days, onRemove }: { label: string; days: Days; onRemove: () => void }) {
  return <Chip onRemove={onRemove}>{t`${label}: ${daysWords(days)}`}</Chip>
}
