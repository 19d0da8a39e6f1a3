import { expect, it } from 'vitest'
import { colonAt } from './colon'

it('an emoji is looked for by two letters after a colon that stands by itself', () => {
  expect(colonAt('Bom dia :cora', 13)).toEqual({ start: 8, query: 'cora' })
  expect(colonAt(':coração e mais', 8)).toEqual({ start: 0, query: 'coração' })
  expect(colonAt('linha\n:de-pé', 12)).toEqual({ start: 6, query: 'de-pé' })
})

it.each(['às 10:30', 'http://a', 'Total:cem', 'Olá :c', 'Olá : co', ':cora ', 'dois:: co'])(
  'is not looked for in %j',
  (text) => {
    expect(colonAt(text, text.length)).toBeNull()
  },
)
