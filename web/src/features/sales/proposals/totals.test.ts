import { describe, expect, it } from 'vitest'
import { amountOf, totalsOf, type Summand } from './totals'

const line = (quantity: string, unitPrice: string, discountPercent = '0', taxPercent = '0'): Summand => ({
  quantity,
  unitPrice,
  discountPercent,
  taxPercent,
})
const none = { kind: 'percent', value: '0' } as const
const shown = (...args: Parameters<typeof totalsOf>) => {
  const { subtotal, discount, tax, total } = totalsOf(...args)
  return [subtotal, discount, tax, total].map(amountOf)
}

describe('totals', () => {
  it.each([
    [line('1', '10.00'), '10.00'],
    [line('0.5', '0.01'), '0.01'],
    [line('0.499', '0.01'), '0.00'],
    [line('1.5', '3.33'), '5.00'],
    [line('1', '10.00', '33.33'), '6.67'],
    [line('1', '0.05', '50'), '0.02'],
    [line('2', '99.90', '100'), '0.00'],
    [line('999999999.999', '9999999999.99'), '9999999999980000000.00'],
  ])('round each line once, a half up (%o)', (one, net) => {
    expect(amountOf(totalsOf([one], none).lines[0]!.net)).toBe(net)
  })

  it('add tax on what a line comes to, and take the discount of the whole once', () => {
    const lines = [line('2', '50.00', '10', '5'), line('1', '30.00')]
    expect(shown(lines, none)).toEqual(['120.00', '0.00', '4.50', '124.50'])
    expect(shown(lines, { kind: 'percent', value: '12.5' })).toEqual(['120.00', '15.00', '4.50', '109.50'])
    expect(shown(lines, { kind: 'amount', value: '20.00' })).toEqual(['120.00', '20.00', '4.50', '104.50'])
  })

  it('are never below nothing', () => {
    expect(shown([line('1', '10.00')], { kind: 'amount', value: '50.00' })).toEqual([
      '10.00',
      '10.00',
      '0.00',
      '0.00',
    ])
    expect(shown([], none)).toEqual(['0.00', '0.00', '0.00', '0.00'])
  })

  it('do not depend on the order, and what is shown adds up', () => {
    let seed = 7
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let round = 0; round < 200; round++) {
      const lines = Array.from({ length: 1 + next(8) }, () =>
        line(
          `${next(50)}.${100 + next(900)}`,
          `${next(900)}.${10 + next(90)}`,
          `${next(101)}`,
          `${next(40)}.5`,
        ),
      )
      const discount = { kind: 'percent', value: `${next(100)}.25` } as const
      const one = totalsOf(lines, discount)
      const other = totalsOf([...lines].reverse(), discount)
      expect([other.subtotal, other.discount, other.tax, other.total]).toEqual([
        one.subtotal,
        one.discount,
        one.tax,
        one.total,
      ])
      expect(one.lines.reduce((sum, { net }) => sum + net, 0n)).toBe(one.subtotal)
      expect(one.total).toBe(one.subtotal - one.discount + one.tax)
      expect(one.total).toBeGreaterThanOrEqual(0n)
    }
  })
})
