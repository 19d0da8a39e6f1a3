import { describe, expect, it } from 'vitest'
import {
  clockSkew,
  formatCountdown,
  formatElapsed,
  secondsLeft,
  atClock,
  dayOf,
  formatDayHeading,
  plusDays,
} from './time'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const at = (ms: number) => new Date(NOW + ms).toISOString()

describe('secondsLeft', () => {
  it('counts the last started second and ends exactly at the end', () => {
    expect(secondsLeft(at(1), NOW)).toBe(1)
    expect(secondsLeft(at(1000), NOW)).toBe(1)
    expect(secondsLeft(at(1001), NOW)).toBe(2)
    expect(secondsLeft(at(0), NOW)).toBe(0)
    expect(secondsLeft(at(-5000), NOW)).toBe(0)
  })

  it('follows the server when this device is five minutes fast', () => {
    const received = NOW + 300_000
    const skew = clockSkew(at(0), received)
    expect(secondsLeft(at(60_000), received + skew)).toBe(60)
  })
})

it.each([
  [0, '0:00'],
  [9, '0:09'],
  [60, '1:00'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [36_061, '10:01:01'],
])('writes %i seconds as %s', (seconds, text) => {
  expect(formatCountdown(seconds)).toBe(text)
})

it.each([
  [-20_000, 'agora'],
  [59_999, 'agora'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h 00'],
  [3_960_000, '1 h 06'],
  [86_400_000, '1 d'],
])('writes a wait of %i ms as "%s"', (ms, text) => {
  expect(formatElapsed(at(0), NOW + ms)).toBe(text)
})

describe('days here', () => {
  it('change at midnight in São Paulo, not in London', () => {
    expect(dayOf('2026-11-23T02:59:59.999Z')).toBe('2026-11-22')
    expect(dayOf('2026-11-23T03:00:00.000Z')).toBe('2026-11-23')
  })

  it('are counted over the ends of months and years', () => {
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(plusDays('2028-03-01', -1)).toBe('2028-02-29')
  })

  it('have nine o’clock at twelve in London', () => {
    expect(atClock('2026-11-23', '09:00')).toBe('2026-11-23T12:00:00.000Z')
  })

  it('are called today and yesterday, and by name before that', () => {
    const now = Date.parse('2026-11-22T12:00:00-03:00')
    expect(formatDayHeading('2026-11-22', now)).toBe('hoje')
    expect(formatDayHeading('2026-11-21', now)).toBe('ontem')
    expect(formatDayHeading('2026-11-20', now)).toBe('sexta-feira, 20 de novembro')
    expect(formatDayHeading('2025-11-20', now)).toBe('quinta-feira, 20 de novembro de 2025')
  })
})
