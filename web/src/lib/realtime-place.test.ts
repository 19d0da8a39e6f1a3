import { expect, it } from 'vitest'
import { type Heard, RealtimePlace } from './realtime-place'

const heard = (after: number | null, through: number, ...sequences: number[]): Heard => ({
  after,
  through,
  startOver: after === null,
  items: sequences.map((sequence) => ({
    sequence,
    topic: 'conversation',
    id: `c${sequence}`,
    isYours: false,
    isNobodys: true,
  })),
})
const numbers = (place: RealtimePlace, message: Heard) => {
  const taken = place.take(message)
  return taken.kind === 'items' ? taken.items.map(({ sequence }) => sequence) : taken.kind
}

it('begins where the server says, and asks for everything then', () => {
  const place = new RealtimePlace()
  expect(place.known).toBeNull()
  expect(numbers(place, heard(null, 7))).toBe('start-over')
  expect(place.known).toBe(7)
})

it('takes each thing once and in order, whatever is said twice', () => {
  const place = new RealtimePlace()
  place.take(heard(null, 7))
  expect(numbers(place, heard(7, 9, 8, 9))).toEqual([8, 9])
  expect(numbers(place, heard(7, 9, 8, 9))).toEqual([])
  expect(numbers(place, heard(8, 11, 9, 11))).toEqual([11])
  expect(place.known).toBe(11)
})

it('goes on over what it may not hear of', () => {
  const place = new RealtimePlace()
  place.take(heard(null, 7))
  expect(numbers(place, heard(7, 20))).toEqual([])
  expect(numbers(place, heard(20, 21, 21))).toEqual([21])
})

it('notices that something is missing, and stays where it was', () => {
  const place = new RealtimePlace()
  expect(numbers(place, heard(3, 4, 4))).toBe('gap')
  place.take(heard(null, 7))
  expect(numbers(place, heard(9, 10, 10))).toBe('gap')
  expect(place.known).toBe(7)
  expect(numbers(place, heard(7, 10, 8, 9, 10))).toEqual([8, 9, 10])
})

it('starts over when the server has forgotten, also with a smaller number than it knew', () => {
  const place = new RealtimePlace()
  place.take(heard(null, 700))
  expect(numbers(place, heard(null, 3))).toBe('start-over')
  expect(numbers(place, heard(3, 4, 4))).toEqual([4])
})
