import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Opportunity, OpportunityEvent, OpportunityStatus } from '@/lib/api/types'
import { brl, formatMoney } from '@/lib/money'
import { formatDate, formatMoment } from '@/lib/time'

export const STATUSES: OpportunityStatus[] = ['open', 'won', 'lost']

export function statusWords(status: OpportunityStatus): { label: string; many: string; tone: Tone } {
  return {
    open: { label: t`Aberta`, many: t`Abertas`, tone: 'info' as const },
    won: { label: t`Ganha`, many: t`Ganhas`, tone: 'ok' as const },
    lost: { label: t`Perdida`, many: t`Perdidas`, tone: 'neutral' as const },
  }[status]
}

export const titleWords = ({ title }: Pick<Opportunity, 'title'>) => title ?? t`Oportunidade apagada`

export const customerWords = ({ customer }: Pick<Opportunity, 'customer'>) =>
  customer ? customer.name?.trim() || customer.phone || t`Pessoa sem nome` : null

export const ownerWords = ({ owner }: Pick<Opportunity, 'owner'>) => owner?.name ?? t`Sem dono`

/** How long it has stood in its stage. */
export function ageWords(since: string, now: number): string {
  const days = Math.max(0, Math.floor((now - new Date(since).getTime()) / 86_400_000))
  return days === 0 ? t`hoje` : days === 1 ? t`há 1 dia` : t`há ${days} dias`
}

const amountWords = (value: string | null) => (value ? formatMoney(brl(value)) : t`sem valor`)
const dayWords = (day: string | null) => (day ? formatDate(day) : t`sem data`)

/** Who did what to it; without a name, it came about by itself. */
export function eventWords({ kind, author, from, to, subject }: OpportunityEvent): string {
  const by = author?.name ?? t`O sistema`
  const whom = subject?.name ?? ''
  switch (kind) {
    case 'opened':
      return t`${by} abriu a oportunidade em ${whom}`
    case 'commented':
      return t`${by} comentou`
    case 'renamed':
      return t`${by} mudou o título; antes era:`
    case 'valued':
      return t`${by} mudou o valor de ${amountWords(from)} para ${amountWords(to)}`
    case 'expected':
      return t`${by} mudou a previsão de ${dayWords(from)} para ${dayWords(to)}`
    case 'concerned':
      return subject ? t`${by} indicou a pessoa ${whom}` : t`${by} tirou a pessoa`
    case 'assigned':
      return author?.id === subject?.id ? t`${whom} assumiu` : t`${by} passou para ${whom}`
    case 'released':
      return t`${by} deixou sem dono`
    case 'moved':
      return t`${by} moveu de ${from ?? ''} para ${to ?? ''}`
    case 'won':
      return t`${by} marcou como ganha`
    case 'lost':
      return t`${by} marcou como perdida: ${whom}`
    case 'reopened':
      return t`${by} reabriu em ${whom}`
    case 'proposal_sent':
      return t`${by} enviou a proposta ${whom}`
    case 'proposal_viewed':
      return t`O cliente abriu a proposta ${whom}`
    case 'proposal_accepted':
      return t`O cliente aceitou a proposta ${whom}`
    case 'proposal_refused':
      return author
        ? t`${by} registrou a recusa da proposta ${whom}`
        : t`O cliente recusou a proposta ${whom}`
    case 'proposal_expired':
      return t`A proposta ${whom} venceu`
    case 'proposal_paid':
      return t`O Pix da proposta ${whom} foi pago`
    case 'step_set':
      return to ? t`${by} marcou o próximo passo para ${formatMoment(to)}` : t`${by} anotou o próximo passo`
    case 'step_done':
      return t`${by} concluiu o passo`
  }
}
