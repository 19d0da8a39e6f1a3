import { describe, expect, it } from 'vitest'
import { amountInput, brl, formatMoney, isZero, minus, parseAmount } from './money'

describe('parseAmount', () => {
  it.each([
    ['12', '12.00'],
    ['12,5', '12.50'],
    ['12,50', '12.50'],
    ['12.50', '12.50'],
    ['12.5', '12.50'],
    ['0,01', '0.01'],
    ['0', '0.00'],
    ['007,10', '7.10'],
    ['1.234', '1234.00'],
    ['1.234,56', '1234.56'],
    ['1.234.567,8', '1234567.80'],
    ['R$ 7,90', '7.90'],
    [' r$7,90 ', '7.90'],
    ['12,', '12.00'],
  ])('reads "%s" as %s', (text, value) => {
    expect(parseAmount(text)).toBe(value)
  })

  it.each(['', '  ', 'abc', '-1', '1,234,56', '12,345', '1.23.4', ',5', '1e3', '12 50 a', '1234567890123'])(
    'refuses "%s"',
    (text) => {
      expect(parseAmount(text)).toBeNull()
    },
  )
})

describe('formatMoney', () => {
  it('writes reais as Brazilians do', () => {
    expect(formatMoney(brl('1234.5'))).toBe('R$\u00a01.234,50')
  })

  it('keeps the cents of amounts beyond what a number holds', () => {
    expect(formatMoney(brl('90071992547409.93'))).toBe('R$\u00a090.071.992.547.409,93')
  })
})

it('knows zero however it is written', () => {
  expect(['0', '0.0', '0.00', '000.00'].every((value) => isZero(brl(value)))).toBe(true)
  expect(['0.01', '10.00', '100'].some((value) => isZero(brl(value)))).toBe(false)
})

it('shows a stored amount the way it is typed', () => {
  expect(parseAmount(amountInput(brl('189.90')))).toBe('189.90')
})

describe('minus', () => {
  it.each([
    ['10.00', '4.00', '6.00'],
    ['10.00', '9.99', '0.01'],
    ['10.00', '10.00', '0.00'],
    ['4.00', '10.05', '-6.05'],
    ['9999999999.99', '0.01', '9999999999.98'],
  ])('%s less %s is %s', (a, b, left) => expect(minus(brl(a), brl(b))).toEqual(brl(left)))
})
