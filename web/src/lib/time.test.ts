import { describe, expect, it } from 'vitest'
import { clockSkew, formatCountdown, formatElapsed, secondsLeft } from './time'

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
