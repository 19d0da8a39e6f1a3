import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { numberWords, quantityWords, STATUSES, statusWords, visitorWords } from './words'

beforeAll(() => startI18n())

it('names every state, one and many', () => {
  const names = STATUSES.flatMap((status) => [statusWords(status).label, statusWords(status).many])
  expect(new Set(names).size).toBe(16)
})

it('says the version from the second on', () => {
  expect(numberWords({ number: 12, version: 1 })).toBe('12')
  expect(numberWords({ number: 12, version: 3 })).toBe('12 v3')
})

it('writes quantities as Brazilians do', () => {
  expect(quantityWords({ quantity: 1234.5, unit: 'kg' })).toBe('1.234,5 KG')
  expect(quantityWords({ quantity: 0.125, unit: 'un' })).toBe('0,125 UN')
})

it('tells with what somebody looked', () => {
  expect(visitorWords('chrome / android')).toBe('Chrome em Android')
  expect(visitorWords('other / linux')).toBe('Navegador ou programa em Linux')
  expect(visitorWords('safari / other')).toBe('Safari')
})
