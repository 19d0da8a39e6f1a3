import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { snoozePresets } from './snooze'

beforeAll(() => startI18n())

const presets = (now: string) => snoozePresets(Date.parse(now)).map(({ until }) => until)

it.each([
  // A Sunday afternoon: tomorrow is the next Monday, and said once.
  ['2026-11-22T15:00:00-03:00', '2026-11-22T19:00:00.000Z', '2026-11-23T12:00:00.000Z', null],
  // On a Monday, even before nine, the next one is in a week.
  [
    '2026-11-23T08:59:59-03:00',
    '2026-11-23T12:59:59.000Z',
    '2026-11-24T12:00:00.000Z',
    '2026-11-30T12:00:00.000Z',
  ],
  // The last second of a Saturday here is Sunday already in UTC.
  [
    '2026-11-21T23:59:59-03:00',
    '2026-11-22T03:59:59.000Z',
    '2026-11-22T12:00:00.000Z',
    '2026-11-23T12:00:00.000Z',
  ],
  ['2026-11-22T00:00:00-03:00', '2026-11-22T04:00:00.000Z', '2026-11-23T12:00:00.000Z', null],
  // Over the end of the year.
  [
    '2026-12-31T10:00:00-03:00',
    '2026-12-31T14:00:00.000Z',
    '2027-01-01T12:00:00.000Z',
    '2027-01-04T12:00:00.000Z',
  ],
])('from %s', (now, inAnHour, tomorrow, monday) => {
  expect(presets(now)).toEqual([inAnHour, tomorrow, ...(monday ? [monday] : []), null])
})
