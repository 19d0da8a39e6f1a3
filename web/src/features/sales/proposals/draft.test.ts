import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { bodyOf, change, emptyLine, problemsOf, type DraftValues, type LineValues } from './draft'

beforeAll(() => startI18n())

const line = (values: Partial<LineValues>): LineValues => ({
  ...emptyLine(),
  key: values.name ?? 'x',
  ...values,
})
const draft = (...lines: LineValues[]): DraftValues => ({
  lines,
  discountKind: 'percent',
  discount: '',
  validityDays: '15',
  terms: ' À vista. ',
  note: '',
})
const cake = line({ name: 'Bolo', quantity: '1,5', unitPrice: '1.250,5', discount: '7,25%', tax: '' })

describe('a draft', () => {
  it('is sent as it was typed, without the lines in which nothing stands', () => {
    expect(bodyOf(draft(cake, emptyLine()))).toEqual({
      lines: [
        {
          productId: null,
          sku: null,
          name: 'Bolo',
          unit: 'un',
          quantity: 1.5,
          unitPrice: { value: '1250.50', currency: 'BRL' },
          discountPercent: 7.25,
          taxPercent: 0,
        },
      ],
      discount: { kind: 'percent', value: 0 },
      validityDays: 15,
      terms: 'À vista.',
      note: null,
    })
  })

  it.each([
    ['name', ' '],
    ['quantity', '0'],
    ['quantity', '1,2345'],
    ['unitPrice', ''],
    ['unitPrice', '12,345'],
    ['discount', '100,01'],
    ['tax', '-1'],
  ] as const)('is not sent while %s is "%s"', (field, text) => {
    const wrong = { ...cake, [field]: text }
    expect(Object.keys(problemsOf(wrong))).toEqual([field])
    expect(bodyOf(draft(wrong))).toBeNull()
  })

  it.each([
    { validityDays: '0' },
    { validityDays: '366' },
    { validityDays: '1,5' },
    { discount: '101' },
    { discountKind: 'amount', discount: 'x' },
  ] as const)('nor with %o', (wrong) => {
    expect(bodyOf({ ...draft(cake), ...wrong })).toBeNull()
  })
})

describe('its lines', () => {
  const three = draft(line({ name: 'A' }), line({ name: 'B' }), line({ name: 'C' }))
  const names = ({ lines }: DraftValues) => lines.map(({ name }) => name).join('')

  it('move by one, and not past the ends', () => {
    expect(names(change(three, { do: 'move', key: 'C', by: -1 }))).toBe('ACB')
    expect(names(change(three, { do: 'move', key: 'A', by: 1 }))).toBe('BAC')
    expect(names(change(three, { do: 'move', key: 'A', by: -1 }))).toBe('ABC')
    expect(names(change(three, { do: 'move', key: 'C', by: 1 }))).toBe('ABC')
  })

  it('are added below another, and as many as there may be', () => {
    expect(names(change(three, { do: 'add', at: 1, line: line({ name: 'x' }) }))).toBe('AxBC')
    expect(names(change(three, { do: 'add', at: 0, line: line({ name: 'x' }) }))).toBe('xABC')
    const full = draft(...Array.from({ length: 500 }, (_, at) => line({ name: `${at}` })))
    expect(change(full, { do: 'add', at: 500, line: emptyLine() }).lines).toHaveLength(500)
  })

  it('take from a product what it is and costs, and keep what was agreed on', () => {
    const product = { id: 'p', sku: 'BOLO', name: 'Bolo de fubá', unit: 'kg', price: { value: '28.00' } }
    const [taken] = change(draft(cake), { do: 'product', key: 'Bolo', product: product as never }).lines
    expect(taken).toMatchObject({ productId: 'p', sku: 'BOLO', name: 'Bolo de fubá', unit: 'kg' })
    expect(taken).toMatchObject({ unitPrice: '28,00', quantity: '1,5', discount: '7,25%' })
  })
})
