import { expect, test } from 'vitest'
import type { SavedFilter } from '@/lib/api/types'
import { EVERYTHING, inView, isSame, narrowing, ofSaved } from './filter'

const saved: SavedFilter = {
  id: '1',
  name: 'Urgentes',
  sharedWithTeamId: null,
  view: 'mine',
  status: 'pending',
  teamId: null,
  channelId: null,
  labelId: 'vip',
  priority: 'urgent',
  canBeDeleted: true,
}

test('where somebody is mentioned the state says nothing, and elsewhere it does again', () => {
  const mentions = inView({ ...EVERYTHING, status: 'pending', labelId: 'vip' }, 'mentions')
  expect(mentions).toMatchObject({ view: 'mentions', status: 'any', labelId: 'vip' })
  expect(inView(mentions, 'mine')).toMatchObject({ view: 'mine', status: 'open', labelId: 'vip' })
  expect(inView({ ...EVERYTHING, status: 'pending' }, 'mine').status).toBe('pending')
})

test('a kept filter is looked at as it was kept', () => {
  const filter = ofSaved(saved)
  expect(filter).toEqual({
    view: 'mine',
    status: 'pending',
    teamId: undefined,
    labelId: 'vip',
    priority: 'urgent',
  })
  expect(narrowing(filter)).toBe(2)
  expect(isSame(filter, ofSaved({ ...saved, id: '2' }))).toBe(true)
  expect(isSame(filter, ofSaved({ ...saved, labelId: null }))).toBe(false)
  expect(ofSaved({ ...saved, view: 'mentions', status: null }).status).toBe('any')
  expect(ofSaved({ ...saved, status: null }).status).toBe('open')
})
