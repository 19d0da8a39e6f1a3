import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { backAt, REASONS, reasonName, stateTone, stateWords } from './words'

beforeAll(() => startI18n())

const agent = { state: 'available' as const, isConnected: true, reason: null, awayUntil: null }

it.each([
  [agent, 'ok', 'Disponível'],
  [{ ...agent, isConnected: false }, 'neutral', 'Sem conexão'],
  [{ ...agent, state: 'away' as const }, 'warn', 'Ausente'],
  [
    { ...agent, state: 'away' as const, reason: 'lunch' as const, isConnected: false },
    'warn',
    'Ausente: Almoço',
  ],
])('%j is %s: %s', (one, tone, words) => expect([stateTone(one), stateWords(one)]).toEqual([tone, words]))

it('says until when somebody is away', () => {
  const until = new Date(Date.parse('2030-01-07T16:00:00Z')).toISOString()
  expect(stateWords({ ...agent, state: 'away', reason: 'meeting', awayUntil: until })).toMatch(
    /^Ausente: Reunião, até 07 de jan\.?,? (às )?13:00$/,
  )
})

it('every reason reads differently', () => {
  expect(new Set(REASONS.map(reasonName)).size).toBe(REASONS.length)
})

const noon = Date.parse('2026-11-29T12:00:00-03:00')

it.each([
  ['own', '', null],
  ['30', '', '2026-11-29T15:30:00.000Z'],
  ['at', '13:15', '2026-11-29T16:15:00.000Z'],
  ['at', '08:00', '2026-11-30T11:00:00.000Z'],
] as const)('back %s %s at noon is %s', (back, time, at) => expect(backAt(back, time, noon)).toBe(at))
