import { t } from '@lingui/core/macro'
import type { ProductSummary, ProposalDraft, ProposalVersion } from '@/lib/api/types'
import { amountInput, brl, parseAmount, parseDecimal } from '@/lib/money'
import { uuid } from '@/lib/uuid'
import type { Discount, Summand } from './totals'

/** A line as somebody types it. */
export interface LineValues {
  /** Of the row on the screen; the server knows lines by their place. */
  key: string
  productId: string | null
  sku: string
  name: string
  unit: string
  quantity: string
  unitPrice: string
  discount: string
  tax: string
}

export interface DraftValues {
  lines: LineValues[]
  discountKind: Discount['kind']
  discount: string
  validityDays: string
  terms: string
  note: string
}

export type LineField = 'name' | 'unit' | 'quantity' | 'unitPrice' | 'discount' | 'tax'

export const MOST_LINES = 500
export const MOST_DAYS = 365

const written = (value: number) => `${value}`.replace('.', ',')
/** Nothing is written where there is nothing. */
const percentInput = (value: number) => (value ? written(value) : '')

export const emptyLine = (): LineValues => ({
  key: uuid(),
  productId: null,
  sku: '',
  name: '',
  unit: 'un',
  quantity: '1',
  unitPrice: '',
  discount: '',
  tax: '',
})

export const isBlank = ({ name, unitPrice, productId }: LineValues) =>
  name.trim() === '' && unitPrice.trim() === '' && productId === null

/** What a product brings into a line; what is agreed on already stays. */
export const withProduct = (line: LineValues, product: ProductSummary): LineValues => ({
  ...line,
  productId: product.id,
  sku: product.sku,
  name: product.name,
  unit: product.unit,
  unitPrice: amountInput(product.price),
})

export const valuesOf = (version: ProposalVersion): DraftValues => ({
  lines: version.lines.map((line) => ({
    key: uuid(),
    productId: line.productId,
    sku: line.sku ?? '',
    name: line.name,
    unit: line.unit,
    quantity: written(line.quantity),
    unitPrice: amountInput(line.unitPrice),
    discount: percentInput(line.discountPercent),
    tax: percentInput(line.taxPercent),
  })),
  discountKind: version.discount.kind,
  discount: version.discount.value ? written(version.discount.value) : '',
  validityDays: `${version.validityDays}`,
  terms: version.terms ?? '',
  note: version.note ?? '',
})

/** A share of a hundred with two places; nothing typed is none. */
export function parsePercent(text: string): string | null {
  if (text.trim() === '') return '0'
  const percent = parseDecimal(text.replace('%', ''), 2)
  return percent !== null && Number(percent) <= 100 ? percent : null
}

export function parseQuantity(text: string): string | null {
  const quantity = parseDecimal(text, 3)
  return quantity !== null && Number(quantity) > 0 && Number(quantity) < 1_000_000_000 ? quantity : null
}

/** What is wrong with a line, by field. */
export function problemsOf(line: LineValues): Partial<Record<LineField, string>> {
  if (isBlank(line)) return {}
  const problems: Partial<Record<LineField, string>> = {}
  if (line.name.trim() === '') problems.name = t`Diga o que é.`
  if (parseQuantity(line.quantity) === null) problems.quantity = t`Informe quanto, como 2 ou 1,5.`
  if (parseAmount(line.unitPrice) === null) problems.unitPrice = t`Informe um preço, como 12,50.`
  if (parsePercent(line.discount) === null) problems.discount = t`De 0 a 100.`
  if (parsePercent(line.tax) === null) problems.tax = t`De 0 a 100.`
  return problems
}

export function parseDiscount({ discountKind, discount }: DraftValues): string | null {
  if (discountKind === 'percent') return parsePercent(discount)
  return discount.trim() === '' ? '0' : parseAmount(discount)
}

export function parseDays(text: string): number | null {
  const days = Number(text.trim())
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= MOST_DAYS ? days : null
}

/** For the totals: what cannot be read yet counts as nothing. */
export const summandOf = (line: LineValues): Summand => ({
  quantity: parseQuantity(line.quantity) ?? '0',
  unitPrice: parseAmount(line.unitPrice) ?? '0',
  discountPercent: parsePercent(line.discount) ?? '0',
  taxPercent: parsePercent(line.tax) ?? '0',
})

/** As the API takes it; null as long as something cannot be read. Lines in which nothing was written are left out. */
export function bodyOf(values: DraftValues): ProposalDraft | null {
  const lines = values.lines.filter((line) => !isBlank(line))
  const discount = parseDiscount(values)
  const validityDays = parseDays(values.validityDays)
  if (discount === null || validityDays === null) return null
  if (lines.some((line) => Object.keys(problemsOf(line)).length > 0)) return null
  return {
    lines: lines.map((line) => ({
      productId: line.productId,
      sku: line.sku.trim() || null,
      name: line.name.trim(),
      unit: line.unit,
      quantity: Number(parseQuantity(line.quantity)),
      unitPrice: brl(parseAmount(line.unitPrice)!),
      discountPercent: Number(parsePercent(line.discount)),
      taxPercent: Number(parsePercent(line.tax)),
    })),
    discount: { kind: values.discountKind, value: Number(discount) },
    validityDays,
    terms: values.terms.trim() || null,
    note: values.note.trim() || null,
  }
}

export type DraftChange =
  | { do: 'set'; values: Partial<Omit<DraftValues, 'lines'>> }
  | { do: 'line'; key: string; values: Partial<LineValues> }
  | { do: 'product'; key: string; product: ProductSummary }
  | { do: 'add'; at: number; line: LineValues }
  | { do: 'remove'; key: string }
  | { do: 'move'; key: string; by: 1 | -1 }
  | { do: 'all'; values: DraftValues }

export function change(values: DraftValues, act: DraftChange): DraftValues {
  const { lines } = values
  switch (act.do) {
    case 'all':
      return act.values
    case 'set':
      return { ...values, ...act.values }
    case 'line':
      return {
        ...values,
        lines: lines.map((line) => (line.key === act.key ? { ...line, ...act.values } : line)),
      }
    case 'product':
      return {
        ...values,
        lines: lines.map((line) => (line.key === act.key ? withProduct(line, act.product) : line)),
      }
    case 'add':
      return lines.length >= MOST_LINES
        ? values
        : { ...values, lines: [...lines.slice(0, act.at), act.line, ...lines.slice(act.at)] }
    case 'remove':
      return { ...values, lines: lines.filter(({ key }) => key !== act.key) }
    case 'move': {
      const from = lines.findIndex(({ key }) => key === act.key)
      const to = from + act.by
      if (from < 0 || to < 0 || to >= lines.length) return values
      const moved = [...lines]
      moved.splice(to, 0, ...moved.splice(from, 1))
      return { ...values, lines: moved }
    }
  }
}
