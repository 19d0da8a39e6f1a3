import { t } from '@lingui/core/macro'
import type { ChargeStatus, TicketStatus } from '@/lib/api/types'
import type { Tone } from '@/components/ui'

export const TICKET_STATUSES: TicketStatus[] = [
  'pending',
  'paid',
  'called',
  'completed',
  'no_show',
  'cancelled',
]

export function ticketStatus(status: TicketStatus): { label: string; tone: Tone } {
  const table: Record<TicketStatus, { label: string; tone: Tone }> = {
    pending: { label: t`A receber`, tone: 'warn' },
    paid: { label: t`Na fila`, tone: 'info' },
    called: { label: t`Em atendimento`, tone: 'accent' },
    completed: { label: t`Concluída`, tone: 'ok' },
    no_show: { label: t`Não compareceu`, tone: 'neutral' },
    cancelled: { label: t`Cancelada`, tone: 'danger' },
  }
  return table[status] ?? { label: status, tone: 'neutral' }
}

export function chargeStatus(status: ChargeStatus): { label: string; tone: Tone } {
  const table: Record<ChargeStatus, { label: string; tone: Tone }> = {
    creating: { label: t`Aguardando o banco`, tone: 'neutral' },
    active: { label: t`Pix em aberto`, tone: 'warn' },
    paid: { label: t`Pix pago`, tone: 'ok' },
    expired: { label: t`Pix vencido`, tone: 'danger' },
    failed: { label: t`Recusado pelo banco`, tone: 'danger' },
    removed: { label: t`Pix cancelado`, tone: 'neutral' },
  }
  return table[status] ?? { label: status, tone: 'neutral' }
}

export function historyAction(action: string): string {
  const table: Record<string, string> = {
    issue: t`Emitida`,
    pay: t`Paga`,
    call: t`Chamada`,
    recall: t`Chamada de novo`,
    complete: t`Concluída`,
    no_show: t`Não compareceu`,
    transfer: t`Transferida`,
    cancel: t`Cancelada`,
  }
  return table[action] ?? action
}
