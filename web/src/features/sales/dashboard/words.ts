import { t } from '@lingui/core/macro'
import type { Dashboard, Money } from '@/lib/api/types'
import { formatMoney } from '@/lib/money'
import { formatDate } from '@/lib/time'
import type { Days, Period } from './period'

export type Figures = Dashboard['total']

export function periodName(period: Period): string {
  return {
    '7': t`Últimos 7 dias`,
    '30': t`Últimos 30 dias`,
    '90': t`Últimos 90 dias`,
    mes: t`Este mês`,
    'mes-passado': t`Mês passado`,
    ano: t`Este ano`,
    '12-meses': t`12 meses`,
    outro: t`Outro período`,
  }[period]
}

export const daysWords = ({ from, to }: Days) =>
  from === to ? formatDate(from) : t`${formatDate(from)} a ${formatDate(to)}`

const whole = new Intl.NumberFormat('pt-BR')
const percent = new Intl.NumberFormat('pt-BR', { style: 'percent', maximumFractionDigits: 0 })
const finePercent = new Intl.NumberFormat('pt-BR', { style: 'percent', maximumFractionDigits: 1 })
const oneDecimal = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 })
const short = new Intl.NumberFormat('pt-BR', {
  style: 'currency',
  currency: 'BRL',
  notation: 'compact',
  maximumFractionDigits: 1,
})

export const count = (number: number) => whole.format(number)

/** "R$ 12,5 mil": where there is no room for cents. */
export const shortMoney = (money: Money) => short.format(Number(money.value))

/** Null where there is nothing to have a part of. */
export const share = (part: number, of: number): number | null => (of > 0 ? part / of : null)

export const shareWords = (ratio: number | null) => (ratio === null ? '–' : finePercent.format(ratio))

export function lasting(seconds: number | null): string {
  if (seconds === null) return '–'
  const hours = seconds / 3600
  if (hours < 1) return t`${count(Math.max(1, Math.round(seconds / 60)))} min`
  if (hours < 48) return t`${oneDecimal.format(hours)} h`
  return t`${oneDecimal.format(hours / 24)} dias`
}

/** By how much it is more or less than before: null where there is nothing to compare with, or both are nothing. */
export function change(now: number | null, before: number | null | undefined) {
  if (now === null || before === null || before === undefined || (now === 0 && before === 0)) return null
  const up = now > before
  const same = now === before
  const words = before === 0 ? t`novo` : percent.format(Math.abs(now / before - 1))
  return { up, same, words }
}

export const cycleName = (underDays: number | null) =>
  underDays === null
    ? t`Mais de 90 dias`
    : underDays === 1
      ? t`Menos de 1 dia`
      : t`Menos de ${underDays} dias`

export function answerName(underMinutes: number | null): string {
  switch (underMinutes) {
    case 5:
      return t`Em até 5 min`
    case 30:
      return t`Em até 30 min`
    case 120:
      return t`Em até 2 h`
    case 1440:
      return t`Em até 1 dia`
    default:
      return t`Mais de 1 dia`
  }
}

export const moneyWords = (money: Money) => formatMoney(money)

export const amountOf = (money: Money) => Number(money.value)

/** Nothing at all happened in it. */
export const isEmpty = ({ leads, opened, won, lost, proposalsOpen, proposalsAccepted }: Figures) =>
  leads + opened + won + lost + proposalsOpen + proposalsAccepted === 0
