import { describe, expect, it } from 'vitest'
import { daysOf, daysText, lengthOf, parseDays } from './period'

describe('a time that is chosen by a word', () => {
  it.each([
    ['7', '2026-11-24', '2026-11-30'],
    ['30', '2026-11-01', '2026-11-30'],
    ['mes', '2026-11-01', '2026-11-30'],
    ['mes-passado', '2026-10-01', '2026-10-31'],
    ['ano', '2026-01-01', '2026-11-30'],
    ['12-meses', '2025-12-01', '2026-11-30'],
  ] as const)('%s', (period, from, to) => {
    expect(daysOf(period, '2026-11-30')).toEqual({ from, to })
  })

  it('goes back over the end of a year and of a short month', () => {
    expect(daysOf('mes-passado', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(daysOf('mes-passado', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(daysOf('12-meses', '2026-01-31')).toEqual({ from: '2025-02-01', to: '2026-01-31' })
  })

  it('is never longer than what is shown at once', () => {
    for (const period of ['7', '30', '90', 'mes', 'mes-passado', 'ano', '12-meses'] as const)
      expect(lengthOf(daysOf(period, '2028-12-31'))).toBeLessThanOrEqual(366)
  })
})

describe('days in an address', () => {
  it('are read as they are written', () => {
    const days = { from: '2026-02-27', to: '2026-03-01' }
    expect(parseDays(daysText(days))).toEqual(days)
    expect(lengthOf(days)).toBe(3)
  })

  it.each([
    undefined,
    '',
    '2026-02-27',
    '2026-03-01..2026-02-27',
    '2026-02-30..2026-03-40',
    '2025-01-01..2026-01-02',
    '1999-01-01..1999-01-02',
    '2026-01-01..2026-01-02..2026-01-03',
  ])('that are none are none: %s', (text) => {
    expect(parseDays(text)).toBeNull()
  })
})
