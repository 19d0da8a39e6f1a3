import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { TimelineEntry } from '@/lib/api/types'
import { previewWords } from '@/lib/message-words'
import { formatMoney } from '@/lib/money'

/** What it was, in one line. */
export function titleWords(entry: TimelineEntry): string {
  const { kind, text, number, amount } = entry
  const money = amount ? formatMoney(amount) : ''
  switch (kind) {
    case 'queue_ticket':
      return t`Senha ${text ?? ''}`
    case 'charge':
      return t`Pix de ${money}`
    case 'payment':
      return (
        { cash: t`${money} em dinheiro`, card: t`${money} no cartão` }[entry.status] ?? t`Pix de ${money}`
      )
    case 'support_ticket':
      return text === null ? t`Chamado nº ${number ?? 0}` : t`Chamado nº ${number ?? 0}: ${text}`
    case 'lead':
      return text === null ? t`Lead` : t`Lead: ${text}`
    case 'conversation':
      return text === null ? t`Conversa` : t`Conversa: ${previewWords(text)}`
    case 'opportunity':
      return text === null
        ? t`Oportunidade`
        : amount
          ? t`Oportunidade: ${text}, ${money}`
          : t`Oportunidade: ${text}`
    case 'proposal':
      return t`Proposta nº ${number ?? 0}, ${money}`
    case 'merge':
      return text === null ? t`Cadastros juntados` : t`Juntada com ${text}`
    case 'consent':
      return text ?? t`Consentimento`
  }
}

/** Null: the title says it already, or it is as it mostly is. */
export function statusWords({ kind, status }: TimelineEntry): { label: string; tone: Tone } | null {
  const words: Record<TimelineEntry['kind'], Record<string, [string, Tone]>> = {
    queue_ticket: {
      pending: [t`A receber`, 'warn'],
      paid: [t`Na fila`, 'info'],
      called: [t`Em atendimento`, 'accent'],
      completed: [t`Concluída`, 'ok'],
      no_show: [t`Não compareceu`, 'neutral'],
      cancelled: [t`Cancelada`, 'danger'],
    },
    charge: {
      creating: [t`Aguardando o banco`, 'neutral'],
      active: [t`Pix em aberto`, 'warn'],
      paid: [t`Pix pago`, 'ok'],
      expired: [t`Pix vencido`, 'danger'],
      failed: [t`Recusado pelo banco`, 'danger'],
      removed: [t`Pix cancelado`, 'neutral'],
    },
    payment: {},
    support_ticket: {
      open: [t`Aberto`, 'info'],
      in_progress: [t`Em andamento`, 'ok'],
      waiting_customer: [t`Aguardando cliente`, 'warn'],
      resolved: [t`Resolvido`, 'neutral'],
      closed: [t`Fechado`, 'neutral'],
    },
    lead: {
      new: [t`Novo`, 'info'],
      working: [t`Em contato`, 'warn'],
      qualified: [t`Qualificado`, 'ok'],
      lost: [t`Perdido`, 'neutral'],
      converted: [t`Convertido`, 'accent'],
      merged: [t`Juntado`, 'neutral'],
    },
    conversation: {
      open: [t`Aberta`, 'ok'],
      pending: [t`Pendente`, 'warn'],
      snoozed: [t`Adiada`, 'info'],
      resolved: [t`Resolvida`, 'neutral'],
    },
    opportunity: {
      open: [t`Aberta`, 'info'],
      won: [t`Ganha`, 'ok'],
      lost: [t`Perdida`, 'neutral'],
    },
    proposal: {
      draft: [t`Rascunho`, 'neutral'],
      sent: [t`Enviada`, 'info'],
      viewed: [t`Vista`, 'accent'],
      accepted: [t`Aceita`, 'ok'],
      refused: [t`Recusada`, 'danger'],
      expired: [t`Vencida`, 'warn'],
      superseded: [t`Substituída`, 'neutral'],
      discarded: [t`Descartada`, 'neutral'],
    },
    merge: { undone: [t`Desfeita`, 'neutral'] },
    consent: { granted: [t`Autorizado`, 'ok'], withdrawn: [t`Retirado`, 'danger'] },
  }
  const [label, tone] = words[kind][status] ?? []
  return label && tone ? { label, tone } : null
}
