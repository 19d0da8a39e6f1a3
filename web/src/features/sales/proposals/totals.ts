/** What totals are made of: decimals as the API writes them. */
export interface Summand {
  quantity: string
  unitPrice: string
  discountPercent: string
  taxPercent: string
}

export interface Discount {
  kind: 'percent' | 'amount'
  value: string
}

/** In centavos. */
export interface Totals {
  lines: { net: bigint; tax: bigint }[]
  subtotal: bigint
  discount: bigint
  tax: bigint
  total: bigint
}

/** A decimal in units of its last place. */
function units(decimal: string, places: number): bigint {
  const [whole = '0', part = ''] = decimal.split('.')
  return BigInt(whole + part.slice(0, places).padEnd(places, '0'))
}

/** To the nearest, and a half up: nothing here is negative. */
const divide = (value: bigint, by: bigint) => (value + by / 2n) / by

const HUNDRED_PERCENT = 100_00n

/**
 * What the server will say, before it has said it. Rounded to the centavo: what a line comes to, its discount, its tax on the rest, and the
 * discount of the whole (docs/decisions/0049).
 */
export function totalsOf(lines: Summand[], discount: Discount): Totals {
  const each = lines.map(({ quantity, unitPrice, discountPercent, taxPercent }) => {
    const gross = divide(units(quantity, 3) * units(unitPrice, 2), 1000n)
    const net = gross - divide(gross * units(discountPercent, 2), HUNDRED_PERCENT)
    return { net, tax: divide(net * units(taxPercent, 2), HUNDRED_PERCENT) }
  })
  const subtotal = each.reduce((sum, { net }) => sum + net, 0n)
  const tax = each.reduce((sum, line) => sum + line.tax, 0n)
  const wanted =
    discount.kind === 'percent'
      ? divide(subtotal * units(discount.value, 2), HUNDRED_PERCENT)
      : units(discount.value, 2)
  const off = wanted < subtotal ? wanted : subtotal
  return { lines: each, subtotal, discount: off, tax, total: subtotal - off + tax }
}

export function amountOf(centavos: bigint): string {
  const digits = String(centavos).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
