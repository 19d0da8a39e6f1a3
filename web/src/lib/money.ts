import type { Money } from './api/types'

const formatters = new Map<string, Intl.NumberFormat>()

export function formatMoney(money: Money): string {
  let formatter = formatters.get(money.currency)
  if (!formatter) {
    formatter = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: money.currency })
    formatters.set(money.currency, formatter)
  }
  // Intl takes a decimal string and keeps every digit; a number would round beyond 2^53 cents.
  return formatter.format(money.value as Intl.StringNumericLiteral)
}

export function isZero(money: Money): boolean {
  return /^-?0*(\.0*)?$/.test(money.value)
}

/**
 * What a person types into an amount ("12", "12,5", "1.234,56", "R$ 7,90", and a phone's "12.50"), as the API's decimal string.
 * Null when it is not an amount with at most two decimals.
 */
export function parseAmount(text: string): string | null {
  let digits = text.replace(/R\$/i, '').replace(/[\s\u00a0]/g, '')
  if (digits === '') return null
  if (digits.includes(',')) {
    if (!/^(\d+|\d{1,3}(\.\d{3})+),\d{0,2}$/.test(digits)) return null
    digits = digits.replaceAll('.', '').replace(',', '.')
  } else if (/^\d{1,3}(\.\d{3})+$/.test(digits)) {
    digits = digits.replaceAll('.', '')
  }
  const match = /^(\d{1,12})(?:\.(\d{0,2}))?$/.exec(digits)
  if (!match) return null
  const whole = match[1]!.replace(/^0+(?=\d)/, '')
  return `${whole}.${(match[2] ?? '').padEnd(2, '0')}`
}

export function brl(value: string): Money {
  return { value, currency: 'BRL' }
}

/** In whole cents, so that nothing is rounded. */
export function minus(a: Money, b: Money): Money {
  const cents = (money: Money) => BigInt(money.value.replace('.', ''))
  const left = cents(a) - cents(b)
  const digits = String(left < 0n ? -left : left).padStart(3, '0')
  return { ...a, value: `${left < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` }
}

/** The way the amount field shows a stored value. */
export function amountInput(money: Money): string {
  return money.value.replace('.', ',')
}
