import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type {
  SupportTicket,
  SupportTicketEvent,
  SupportTicketStatus,
  Priority,
  TicketType,
} from '@/lib/api/types'
import { formatMoment } from '@/lib/time'

export const STATUSES: SupportTicketStatus[] = [
  'open',
  'in_progress',
  'waiting_customer',
  'resolved',
  'closed',
]
/** Most urgent first, as people choose. */
export const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']
export const TYPES: TicketType[] = ['question', 'problem', 'request', 'complaint', 'other']

export function statusWords(status: SupportTicketStatus): { label: string; many: string; tone: Tone } {
  return {
    open: { label: t`Aberto`, many: t`Abertos`, tone: 'info' as const },
    in_progress: { label: t`Em andamento`, many: t`Em andamento`, tone: 'ok' as const },
    waiting_customer: { label: t`Aguardando cliente`, many: t`Aguardando cliente`, tone: 'warn' as const },
    resolved: { label: t`Resolvido`, many: t`Resolvidos`, tone: 'neutral' as const },
    closed: { label: t`Fechado`, many: t`Fechados`, tone: 'neutral' as const },
  }[status]
}

export function priorityWords(priority: Priority): { label: string; tone: Tone } {
  return {
    low: { label: t`Baixa`, tone: 'neutral' as const },
    normal: { label: t`Normal`, tone: 'neutral' as const },
    high: { label: t`Alta`, tone: 'warn' as const },
    urgent: { label: t`Urgente`, tone: 'danger' as const },
  }[priority]
}

export function typeName(type: TicketType): string {
  return {
    question: t`Dúvida`,
    problem: t`Problema`,
    request: t`Pedido`,
    complaint: t`Reclamação`,
    other: t`Outro`,
  }[type]
}

/** As the server has it: closed only when it was resolved; what is closed can only be opened again. */
export function mayBecome(
  ticket: Pick<SupportTicket, 'status' | 'mergedIntoId' | 'title'>,
  to: SupportTicketStatus,
) {
  const { status } = ticket
  if (ticket.mergedIntoId !== null || ticket.title === null || to === status) return false
  if (to === 'closed') return status === 'resolved'
  return status !== 'closed' || to === 'open'
}

export const isLive = ({ status }: Pick<SupportTicket, 'status'>) =>
  status !== 'resolved' && status !== 'closed'

export const isLate = (ticket: Pick<SupportTicket, 'status' | 'dueAt'>, now: number) =>
  ticket.dueAt !== null && isLive(ticket) && new Date(ticket.dueAt).getTime() < now

export const titleWords = ({ title }: Pick<SupportTicket, 'title'>) => title ?? t`Chamado apagado`

export const customerWords = ({ customer }: Pick<SupportTicket, 'customer'>) =>
  customer ? customer.name?.trim() || customer.phone || t`Cliente sem nome` : null

const momentWords = (at: string | null) => (at ? formatMoment(at) : t`sem prazo`)

/** Who did what to the ticket; without a name, it came about by itself. */
export function eventWords({ kind, author, from, to, subject }: SupportTicketEvent): string {
  const by = author?.name ?? t`O sistema`
  const whom = subject?.name ?? ''
  switch (kind) {
    case 'opened':
      return t`${by} abriu o chamado`
    case 'commented':
      return t`${by} comentou`
    case 'renamed':
      return t`${by} mudou o assunto; antes era:`
    case 'described':
      return t`${by} mudou a descrição`
    case 'classified':
      return t`${by} mudou o tipo de ${typeName(from as TicketType)} para ${typeName(to as TicketType)}`
    case 'prioritised': {
      const before = priorityWords(from as Priority).label
      return t`${by} mudou a prioridade de ${before} para ${priorityWords(to as Priority).label}`
    }
    case 'scheduled':
      return t`${by} mudou o prazo de ${momentWords(from)} para ${momentWords(to)}`
    case 'status_changed': {
      const after = statusWords(to as SupportTicketStatus).label
      if (!author && to === 'in_progress') return t`O cliente respondeu: ${after}`
      if (!author && to === 'open') return t`O cliente escreveu de novo: ${after}`
      return t`${by} mudou a situação para ${after}`
    }
    case 'assigned':
      return author?.id === subject?.id ? t`${whom} assumiu` : t`${by} passou para ${whom}`
    case 'released':
      return t`${by} devolveu à equipe`
    case 'moved':
      return t`${by} moveu para a equipe ${whom}`
    case 'linked':
      return t`${by} ligou uma conversa`
    case 'unlinked':
      return t`${by} desligou uma conversa`
    case 'merged_into':
      return t`${by} juntou este chamado ao nº ${whom}`
    case 'merged':
      return t`${by} juntou a este o chamado nº ${whom}`
  }
}
