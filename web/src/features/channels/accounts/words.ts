import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { ChannelState, UsageDay } from '@/lib/api/types'

interface StateWords {
  label: string
  tone: Tone
  /** What it means, and what to do next. */
  next: string
}

export function stateWords(state: ChannelState): StateWords {
  return {
    unchecked: {
      label: t`Ainda não verificado`,
      tone: 'neutral' as const,
      next: t`Verifique para saber se o token e o número funcionam.`,
    },
    no_webhook: {
      label: t`Sem avisos da Meta`,
      tone: 'warn' as const,
      next: t`Já envia, mas respostas e confirmações ainda não chegam. Informe o webhook na Meta.`,
    },
    working: {
      label: t`Funcionando`,
      tone: 'ok' as const,
      next: t`Envia e recebe. Nada a fazer.`,
    },
    token_invalid: {
      label: t`Token recusado`,
      tone: 'danger' as const,
      next: t`A Meta não aceita o token: nada é enviado. Gere outro na Meta e troque-o em Alterar.`,
    },
    paused: {
      label: t`Envio pausado`,
      tone: 'danger' as const,
      next: t`O que foi pedido fica na fila. Resolva na Meta e retome o envio.`,
    },
  }[state]
}

/** Why Meta takes nothing from this number until a person acts there. */
export function pauseWords(code: number | null): string {
  switch (code) {
    case 0:
    case 102:
    case 190:
      return t`O token venceu ou foi cancelado. Gere outro na Meta, troque-o em Alterar e retome o envio.`
    case 368:
      return t`A Meta bloqueou a conta por um tempo, por violar as regras. Veja o motivo e o prazo no Gerenciador do WhatsApp.`
    case 131031:
      return t`A Meta bloqueou a conta. Veja o motivo no Gerenciador do WhatsApp e peça a revisão.`
    case 131037:
      return t`O nome de exibição ainda não foi aprovado. Peça a aprovação no Gerenciador do WhatsApp.`
    case 131042:
      return t`Há um problema de pagamento na Meta. Confira o cartão ou a fatura da conta do WhatsApp.`
    case 131045:
    case 133010:
      return t`O número não está registrado na Cloud API. Registre-o na Meta.`
    case 131048:
      return t`A Meta restringiu o envio porque clientes marcaram mensagens como spam. Espere, e mande só a quem pediu.`
    case 33:
      return t`A Meta não encontra este número. Confira o ID do número e se ele ainda existe na conta.`
    case null:
      return t`A Meta parou de aceitar mensagens deste número. Veja o aviso no Gerenciador do WhatsApp.`
    default:
      if (code === 3 || code === 10 || code === 131005 || (code >= 200 && code <= 299))
        return t`O token não tem permissão para enviar. Dê ao usuário do sistema acesso ao app e à conta do WhatsApp.`
      if (code >= 133000 && code <= 133016)
        return t`Falta concluir o registro ou o PIN do número na Meta (código ${code}).`
      return t`A Meta parou de aceitar mensagens deste número (código ${code}). Veja o aviso no Gerenciador do WhatsApp.`
  }
}

export function qualityWords(quality: string | null): { label: string; tone: Tone } | null {
  if (quality === null) return null
  const known: Record<string, { label: string; tone: Tone }> = {
    green: { label: t`Alta`, tone: 'ok' },
    yellow: { label: t`Média`, tone: 'warn' },
    red: { label: t`Baixa`, tone: 'danger' },
  }
  return known[quality.toLowerCase()] ?? { label: t`Ainda sem nota`, tone: 'neutral' }
}

/** `TIER_2K`: how many people the company may write to first in a day. */
export function limitWords(limit: string | null): string {
  if (limit === null) return t`não informado`
  if (/UNLIMITED/i.test(limit)) return t`sem limite de pessoas`
  const [, count, thousands] = /TIER_(\d+)(K?)$/i.exec(limit) ?? []
  if (!count) return limit
  const people = (Number(count) * (thousands ? 1000 : 1)).toLocaleString('pt-BR')
  return t`${people} pessoas em 24 horas`
}

/** From two weeks before: a new token takes somebody who has access at Meta. */
export function tokenEndsSoon(expiresAt: string | null, now: number): boolean {
  return expiresAt !== null && new Date(expiresAt).getTime() - now < 14 * 86_400_000
}

export interface Used {
  sent: number
  received: number
}

/** In the last so many days, today among them; which day it is, the server says. */
export function usedIn(days: number, usage: UsageDay[], today: string): Used {
  const since = new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  const counted = usage.filter(({ day }) => day >= since)
  const sum = (of: (day: UsageDay) => number) => counted.reduce((total, day) => total + of(day), 0)
  return { sent: sum((day) => day.accepted), received: sum((day) => day.received) }
}
