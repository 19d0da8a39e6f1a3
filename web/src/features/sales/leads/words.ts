import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Lead, LeadEvent, LeadSource, LeadStatus } from '@/lib/api/types'
import { brl, formatMoney } from '@/lib/money'
import { formatMoment } from '@/lib/time'

/** How far an open one comes, in order. */
export const STEPS = ['new', 'working', 'qualified'] as const satisfies LeadStatus[]
export const STATUSES: LeadStatus[] = [...STEPS, 'lost', 'converted', 'merged']
export const SOURCES: LeadSource[] = [
  'whatsapp',
  'instagram',
  'website',
  'form',
  'phone',
  'visit',
  'recommendation',
  'advertisement',
  'event',
  'import',
  'other',
]

export function statusWords(status: LeadStatus): { label: string; many: string; tone: Tone } {
  return {
    new: { label: t`Novo`, many: t`Novos`, tone: 'info' as const },
    working: { label: t`Em contato`, many: t`Em contato`, tone: 'warn' as const },
    qualified: { label: t`Qualificado`, many: t`Qualificados`, tone: 'ok' as const },
    lost: { label: t`Perdido`, many: t`Perdidos`, tone: 'neutral' as const },
    converted: { label: t`Convertido`, many: t`Convertidos`, tone: 'accent' as const },
    merged: { label: t`Juntado`, many: t`Juntados`, tone: 'neutral' as const },
  }[status]
}

export function sourceName(source: LeadSource): string {
  return {
    whatsapp: t`WhatsApp`,
    instagram: t`Instagram`,
    website: t`Site`,
    form: t`Formulário`,
    phone: t`Telefone`,
    visit: t`Visita`,
    recommendation: t`Indicação`,
    advertisement: t`Anúncio`,
    event: t`Evento`,
    import: t`Importação`,
    other: t`Outra`,
  }[source]
}

export const isOpen = ({ status }: { status: LeadStatus | 'any' }) => STEPS.some((step) => step === status)

/** Something was to be done by now. */
export const isLate = ({ nextStepAt }: Pick<Lead, 'nextStepAt'>, now: number) =>
  nextStepAt !== null && new Date(nextStepAt).getTime() < now

export const personWords = ({ person }: Pick<Lead, 'person'>) =>
  person ? person.name?.trim() || person.phone || t`Pessoa sem nome` : t`Pessoa anonimizada`

const moneyWords = (amount: string | null) => (amount ? formatMoney(brl(amount)) : t`sem valor`)

/** Who did what to the lead; without a name, it came about by itself. */
export function eventWords({ kind, author, from, to, subject }: LeadEvent): string {
  const by = author?.name ?? t`O sistema`
  const whom = subject?.name ?? ''
  switch (kind) {
    case 'opened':
      return to ? t`${by} abriu o lead: ${sourceName(to as LeadSource)}` : t`${by} abriu o lead`
    case 'commented':
      return t`${by} comentou`
    case 'described':
      return t`${by} mudou o interesse`
    case 'valued':
      return t`${by} mudou o valor de ${moneyWords(from)} para ${moneyWords(to)}`
    case 'assigned':
      return author?.id === subject?.id ? t`${whom} assumiu` : t`${by} passou para ${whom}`
    case 'released':
      return t`${by} deixou sem dono`
    case 'status_changed':
      return t`${by} mudou a situação para ${statusWords(to as LeadStatus).label}`
    case 'lost':
      return whom ? t`${by} marcou como perdido: ${whom}` : t`${by} marcou como perdido`
    case 'converted':
      return t`${by} abriu uma oportunidade`
    case 'reopened':
      return t`${by} reabriu o lead`
    case 'planned':
      return to ? t`${by} planejou para ${formatMoment(to)}` : t`${by} planejou`
    case 'step_done':
      return t`${by} concluiu o passo`
    case 'merged_into':
      return t`${by} juntou este lead a outro`
    case 'merged':
      return t`${by} juntou a este outro lead`
    case 'separated':
      return t`${by} separou este lead do outro`
    case 'separated_from':
      return t`${by} separou deste o outro lead`
    case 'form_sent':
      return t`Pelo formulário ${whom}`
  }
}
