import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import type { ChannelState } from '@/lib/api/types'
import { limitWords, pauseWords, qualityWords, stateWords, tokenEndsSoon, usedIn } from './words'

beforeAll(() => startI18n())

const STATES: ChannelState[] = ['unchecked', 'no_webhook', 'working', 'token_invalid', 'paused']

it.each(STATES)('%s has a name and says what to do next', (state) => {
  const { label, next } = stateWords(state)
  expect(label).not.toContain('_')
  expect(next).toMatch(/[.]$/)
})

describe('pauseWords', () => {
  it.each([
    [131042, 'pagamento'],
    [190, 'token'],
    [131031, 'bloqueou'],
    [368, 'por um tempo'],
    [131048, 'spam'],
    [131045, 'registrado'],
    [131037, 'nome de exibição'],
    [131005, 'permissão'],
    [10, 'permissão'],
    [200, 'permissão'],
    [299, 'permissão'],
  ])('explains %i', (code, word) => {
    expect(pauseWords(code)).toContain(word)
    expect(pauseWords(code)).not.toContain(String(code))
  })

  it('shows a code for which there is no sentence', () => {
    expect(pauseWords(300)).toContain('código 300')
    expect(pauseWords(131099)).toContain('código 131099')
  })
})

describe('limitWords', () => {
  it('reads the tier', () => {
    expect(limitWords('TIER_250')).toBe('250 pessoas em 24 horas')
    expect(limitWords('TIER_2K')).toBe('2.000 pessoas em 24 horas')
    expect(limitWords('TIER_UNLIMITED')).toBe('sem limite de pessoas')
  })

  it('leaves a word it does not know as Meta wrote it', () => {
    expect(limitWords('NEW')).toBe('NEW')
  })
})

it('a quality Meta has not rated is not called bad', () => {
  expect(qualityWords('unknown')).toEqual({ label: 'Ainda sem nota', tone: 'neutral' })
  expect(qualityWords('green')?.label).toBe('Alta')
  expect(qualityWords(null)).toBeNull()
})

it('a token ends soon from fourteen days before', () => {
  const now = Date.UTC(2026, 10, 1)
  const in14 = new Date(now + 14 * 86_400_000)
  expect(tokenEndsSoon(in14.toISOString(), now)).toBe(false)
  expect(tokenEndsSoon(new Date(in14.getTime() - 1).toISOString(), now)).toBe(true)
  expect(tokenEndsSoon(null, now)).toBe(false)
})

describe('usedIn', () => {
  const today = '2026-03-02'
  const usage = [
    { day: '2026-03-02', accepted: 1, received: 10 },
    { day: '2026-02-24', accepted: 2, received: 20 },
    { day: '2026-02-23', accepted: 4, received: 40 },
    { day: '2026-02-01', accepted: 8, received: 80 },
    { day: '2026-01-31', accepted: 16, received: 160 },
  ]

  it.each([
    [1, 1, 10],
    [7, 3, 30],
    [30, 15, 150],
  ])('sums the last %i days, today among them', (days, sent, received) => {
    expect(usedIn(days, usage, today)).toEqual({ sent, received })
  })

  it('is nothing for a number that was never used', () => {
    expect(usedIn(30, [], today)).toEqual({ sent: 0, received: 0 })
  })
})
