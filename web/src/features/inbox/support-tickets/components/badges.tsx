import { t } from '@lingui/core/macro'
import record from '@/components/record/record.module.css'
import { Moment, StatusBadge } from '@/components/ui'
import type { SupportTicket, SupportTicketStatus, Priority } from '@/lib/api/types'
import { useNow } from '@/lib/use-now'
import { isLate, priorityWords, statusWords } from '../words'

export function TicketStatusBadge({ status }: { status: SupportTicketStatus }) {
  const { label, tone } = statusWords(status)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}

/** What is usual is said quietly. */
export function PriorityBadge({ priority }: { priority: Priority }) {
  const { label, tone } = priorityWords(priority)
  return tone === 'neutral' ? (
    <span className={record.dim}>{label}</span>
  ) : (
    <StatusBadge tone={tone}>{label}</StatusBadge>
  )
}

export function DueText({ ticket }: { ticket: Pick<SupportTicket, 'status' | 'dueAt'> }) {
  const now = useNow(60_000)
  if (!ticket.dueAt) return null
  const late = isLate(ticket, now)
  return (
    <span className={late ? record.overdue : undefined}>
      {late && <span className="visually-hidden">{t`Atrasado:`} </span>}
      <Moment at={ticket.dueAt} />
    </span>
  )
}
