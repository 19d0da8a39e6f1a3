import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { ProposalStatus } from '@/lib/api/types'
import { deviceWords } from '@/lib/device-words'

export const STATUSES: ProposalStatus[] = [
  'draft',
  'sent',
  'viewed',
  'accepted',
  'refused',
  'expired',
  'superseded',
  'discarded',
]

export function statusWords(status: ProposalStatus): { label: string; many: string; tone: Tone } {
  return {
    draft: { label: t`Rascunho`, many: t`Rascunhos`, tone: 'neutral' as const },
    sent: { label: t`Enviada`, many: t`Enviadas`, tone: 'info' as const },
    viewed: { label: t`Vista`, many: t`Vistas`, tone: 'accent' as const },
    accepted: { label: t`Aceita`, many: t`Aceitas`, tone: 'ok' as const },
    refused: { label: t`Recusada`, many: t`Recusadas`, tone: 'danger' as const },
    expired: { label: t`Vencida`, many: t`Vencidas`, tone: 'warn' as const },
    superseded: { label: t`Substituída`, many: t`Substituídas`, tone: 'neutral' as const },
    discarded: { label: t`Descartada`, many: t`Descartadas`, tone: 'neutral' as const },
  }[status]
}

/** With the customer, who may still decide. */
export const isLive = (status: ProposalStatus) => status === 'sent' || status === 'viewed'

/** "12", and from its second version on "12 v2". */
export const numberWords = ({ number, version }: { number: number; version: number }) =>
  version > 1 ? t`${number} v${version}` : `${number}`

export function viaWords(via: 'whatsapp' | 'email' | 'link'): string {
  return { whatsapp: t`por WhatsApp`, email: t`por e-mail`, link: t`por link` }[via]
}

const decimals = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 3 })

export const formatPercent = (percent: number) => `${decimals.format(percent)}%`

/** "1,5 KG" */
export const quantityWords = ({ quantity, unit }: { quantity: number; unit: string }) =>
  `${decimals.format(quantity)} ${unit.toUpperCase()}`

export function pixWords(status: 'creating' | 'active' | 'paid' | 'expired' | 'failed' | 'removed'): string {
  return {
    creating: t`o banco está gerando o código`,
    active: t`à espera do pagamento`,
    paid: t`pago`,
    expired: t`o código venceu sem pagamento`,
    failed: t`o banco recusou a cobrança`,
    removed: t`cancelado`,
  }[status]
}

/** Of "chrome / android", as the server has it. */
export function visitorWords(device: string): string {
  const [browser, platform] = device.split(' / ') as Parameters<typeof deviceWords>
  return deviceWords(browser, platform) ?? device
}
