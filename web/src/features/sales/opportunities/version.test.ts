import { expect, it } from 'vitest'
import { noteOwn, tagOf } from './version'

it('follows what oneself has made of a version, and nothing that others did', () => {
  expect(tagOf('a', 1)).toBe('"v1"')
  noteOwn('a', 1, 2)
  noteOwn('a', 2, 4)
  expect(tagOf('a', 1)).toBe('"v4"')
  expect(tagOf('a', 3)).toBe('"v3"')
  expect(tagOf('b', 1)).toBe('"v1"')
  // Nothing was changed.
  noteOwn('a', 4, 4)
  expect(tagOf('a', 4)).toBe('"v4"')
})
