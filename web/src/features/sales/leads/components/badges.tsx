import { t } from '@lingui/core/macro'
import { Moment, StatusBadge } from '@/components/ui'
import record from '@/components/record/record.module.css'
import type { Lead, LeadStatus } from '@/lib/api/types'
import { useNow } from '@/lib/use-now'
import { isLate, statusWords } from '../words'

export function LeadStatusBadge({ status }: { status: LeadStatus }) {
  const { label, tone } = statusWords(status)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}

/** When what comes next is to be done. */
export function StepTime({ lead }: { lead: Pick<Lead, 'nextStepAt'> }) {
  const now = useNow(60_000)
  if (!lead.nextStepAt) return null
  const late = isLate(lead, now)
  return (
    <span className={late ? record.overdue : undefined}>
      {late && <span className="visually-hidden">{t`Atrasado:`} </span>}
      <Moment at={lead.nextStepAt} />
    </span>
  )
}
