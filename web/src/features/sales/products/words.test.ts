import { beforeAll, describe, expect, test } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { formatStock, parseStock, rowWords, stockInput } from './words'

beforeAll(() => startI18n())

describe('a count', () => {
  test.each([
    ['3', 3],
    ['0', 0],
    ['1.234,5', 1234.5],
    ['1234,567', 1234.567],
    [' 7 ', 7],
  ])('%s is read', (text, value) => expect(parseStock(text)).toBe(value))

  test.each(['', '-1', '1,2345', '1.23', 'dez', '1,', '123456789012'])('%s is none', (text) =>
    expect(parseStock(text)).toBeNull(),
  )

  test('is shown as it is typed', () => {
    expect(formatStock(1234.5)).toBe('1.234,5')
    expect(stockInput(1234.5)).toBe('1234,5')
    expect(parseStock(stockInput(0.125))).toBe(0.125)
  })
})

test('a row says what is wrong with it, or what changes', () => {
  const row = { line: 2, sku: 'A', name: 'B', changedColumns: [], problems: [], verdict: 'new' as const }
  expect(
    rowWords({
      ...row,
      verdict: 'error',
      problems: [
        { column: 'price', fault: 'missing' },
        { column: 'unit', fault: 'invalid' },
      ],
    }),
  ).toBe('Preço: falta; Unidade: não é válido')
  expect(rowWords({ ...row, verdict: 'changed', changedColumns: ['price', 'stock'] })).toBe('Preço, Estoque')
  expect(rowWords(row)).toBe('')
})
