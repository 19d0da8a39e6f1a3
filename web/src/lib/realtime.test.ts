import { expect, it } from 'vitest'
import { affected } from './realtime'

it('a conversation that changed is asked again itself, and the lists it stands in, but no other', () => {
  expect(affected.conversation!('c1')).toEqual([
    ['conversations', 'list'],
    ['conversations', 'counts'],
    ['conversations', 'one', 'c1'],
  ])
})

it('a lead that changed is asked again itself, and the lists, but no other', () => {
  expect(affected.lead!('l1')).toEqual([
    ['leads', 'list'],
    ['leads', 'one', 'l1'],
  ])
})

it('so is a proposal', () => {
  expect(affected.proposal!('p1')).toEqual([
    ['proposals', 'list'],
    ['proposals', 'one', 'p1'],
  ])
})
