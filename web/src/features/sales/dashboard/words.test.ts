import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { change, type Figures, isEmpty, lasting, share, shareWords } from './words'

beforeAll(() => startI18n())

describe('beside what was before', () => {
  it.each([
    [12, 10, { up: true, same: false, words: '20%' }],
    [5, 10, { up: false, same: false, words: '50%' }],
    [10, 10, { up: false, same: true, words: '0%' }],
    [3, 0, { up: true, same: false, words: 'novo' }],
    [0, 4, { up: false, same: false, words: '100%' }],
  ])('%i after %i', (now, before, told) => {
    expect(change(now, before)).toEqual(told)
  })

  it('says nothing where there is nothing to say', () => {
    expect([change(0, 0), change(null, 3), change(3, null), change(3, undefined)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

it('a part of nothing is no part', () => {
  expect([share(1, 4), share(0, 0)]).toEqual([0.25, null])
  expect([shareWords(0.125), shareWords(null)]).toEqual(['12,5%', '–'])
})

it('tells how long in what fits', () => {
  expect([20, 600, 5400, 172_800, 950_400].map(lasting)).toEqual([
    '1 min',
    '10 min',
    '1,5 h',
    '2 dias',
    '11 dias',
  ])
  expect(lasting(null)).toBe('–')
})

it('a time in which only proposals were sent or accepted is not empty', () => {
  const nothing = { leads: 0, opened: 0, won: 0, lost: 0, proposalsOpen: 0, proposalsAccepted: 0 }
  const empty = (some: object) => isEmpty({ ...nothing, ...some } as Figures)
  expect([{}, { proposalsOpen: 1 }, { proposalsAccepted: 1 }, { lost: 1 }].map(empty)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
