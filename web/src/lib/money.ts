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
 * What a person types into a field of numbers ("12", "12,5", "1.234,56", and a phone's "12.50"), as a decimal string with a point.
 * Null when it is none, or has more places than these.
 */
export function parseDecimal(text: string, places: number): string | null {
  let digits = text.replace(/[\s\u00a0]/g, '')
  if (digits.includes(',')) {
    if (!/^(\d+|\d{1,3}(\.\d{3})+),\d*$/.test(digits)) return null
    digits = digits.replaceAll('.', '').replace(',', '.')
  } else if (/^\d{1,3}(\.\d{3})+$/.test(digits)) {
    digits = digits.replaceAll('.', '')
  }
  const match = /^(\d{1,12})(?:\.(\d*))?$/.exec(digits)
  const part = match?.[2] ?? ''
  if (!match || part.length > places) return null
  const whole = match[1]!.replace(/^0+(?=\d)/, '')
  return part === '' ? whole : `${whole}.${part}`
}

/** An amount as the API writes it, from what a person types: also "R$ 7,90". */
export function parseAmount(text: string): string | null {
  const decimal = parseDecimal(text.replace(/R\$/i, ''), 2)
  if (decimal === null) return null
  const [whole, part = ''] = decimal.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
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
