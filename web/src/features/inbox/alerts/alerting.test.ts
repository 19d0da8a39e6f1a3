import { expect, it } from 'vitest'
import type { AlertSettings } from '@/lib/api/types'
import { isQuiet, rings, timeIn } from './alerting'

const settings = (changes: Partial<AlertSettings> = {}): AlertSettings => ({
  scope: 'mine',
  sound: true,
  showsWords: true,
  quietFrom: null,
  quietUntil: null,
  ...changes,
})
const happening = (topic: string, whose: 'yours' | 'nobodys' | 'others') => ({
  sequence: 1,
  topic,
  id: 'c1',
  isYours: whose === 'yours',
  isNobodys: whose === 'nobodys',
})

it('rings for every message, for one’s own and nobody’s, or for none', () => {
  for (const [scope, whose, expected] of [
    ['all', 'others', true],
    ['mine', 'others', false],
    ['mine', 'yours', true],
    ['mine', 'nobodys', true],
    ['none', 'yours', false],
  ] as const)
    expect(rings(settings({ scope }), happening('message', whose)), `${scope} ${whose}`).toBe(expected)
})

it('rings when somebody asks for one, unless nothing is wanted, and never for what is no message', () => {
  expect(rings(settings(), happening('mention', 'yours'))).toBe(true)
  expect(rings(settings(), happening('assigned', 'yours'))).toBe(true)
  expect(rings(settings({ scope: 'none' }), happening('mention', 'yours'))).toBe(false)
  expect(rings(settings({ scope: 'all' }), happening('conversation', 'yours'))).toBe(false)
  expect(rings(settings({ scope: 'all' }), happening('settings', 'others'))).toBe(false)
})

it('is quiet from the first second to the last, also over midnight', () => {
  const day = settings({ quietFrom: '12:00', quietUntil: '14:00' })
  expect(['11:59:59', '12:00:00', '13:59:59', '14:00:00'].map((time) => isQuiet(day, time))).toEqual([
    false,
    true,
    true,
    false,
  ])
  const night = settings({ quietFrom: '22:00', quietUntil: '07:00' })
  expect(
    ['21:59:59', '22:00:00', '00:00:00', '06:59:59', '07:00:00'].map((time) => isQuiet(night, time)),
  ).toEqual([false, true, true, true, false])
  expect(isQuiet(settings(), '03:00:00')).toBe(false)
})

it('knows the time by the company’s clock', () => {
  expect(timeIn('America/Sao_Paulo', new Date('2026-11-29T03:00:05Z'))).toBe('00:00:05')
  expect(timeIn('America/Manaus', new Date('2026-11-29T12:34:56Z'))).toBe('08:34:56')
})
