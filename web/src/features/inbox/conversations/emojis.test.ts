import { expect, it } from 'vitest'
import { EMOJIS, findEmojis } from './emojis'

const chars = (query: string) => findEmojis(query).map(({ char }) => char)

it('an emoji is found by its Portuguese words, with or without accents, in any order', () => {
  expect(chars('coração')).toContain('❤️')
  expect(chars('coracao azul')).toEqual(['💙'])
  expect(chars('azul cora')).toEqual(['💙'])
  expect(chars('JOINHA')).toEqual(['👍'])
  expect(chars('xyz')).toEqual([])
})

it('whose name it is comes before those it is said of as well', () => {
  expect(chars('bolo')[0]).toBe('🍰')
  expect(chars('festa')[0]).toBe('🥳')
  expect(chars('obr')).toEqual(['🙏'])
})

it('all are there where nothing is sought, each once and with a name', () => {
  expect(findEmojis('  ')).toHaveLength(EMOJIS.length)
  expect(new Set(EMOJIS.map(({ char }) => char)).size).toBe(EMOJIS.length)
  expect(EMOJIS.every(({ char, words }) => char !== '' && words.trim() !== '')).toBe(true)
  expect(EMOJIS.length).toBeGreaterThan(150)
})
