import { expect, test } from 'vitest'
import { atSignAt, mentionedIn, named, pieces } from './mentions'

const ana = { id: '1', name: 'Ana' }
const lima = { id: '2', name: 'Ana Lima' }
const jose = { id: '3', name: 'José da Silva' }

test('an at sign begins a mention only where a word could begin', () => {
  expect(atSignAt('Veja @jo', 8)).toEqual({ start: 5, query: 'jo' })
  expect(atSignAt('@', 1)).toEqual({ start: 0, query: '' })
  expect(atSignAt('ana@padaria.com', 15)).toBeNull()
  expect(atSignAt('@ana\nsegunda linha', 19)).toBeNull()
})

test('names are found by any of their words, however they are written', () => {
  expect(named([ana, lima, jose], 'an')).toEqual([ana, lima])
  expect(named([ana, lima, jose], 'li')).toEqual([lima])
  expect(named([ana, lima, jose], 'jose da')).toEqual([jose])
})

test('of two names the longer one is meant', () => {
  expect(pieces('Oi @Ana Lima, veja', [ana, lima])).toEqual(['Oi ', lima, ', veja'])
  expect(mentionedIn('@Ana Lima e @José da Silva e @Ana Lima', [ana, lima, jose])).toEqual(['2', '3'])
  expect(mentionedIn('@Ana e mais ninguém', [ana, lima])).toEqual(['1'])
  expect(mentionedIn('Ana', [ana])).toEqual([])
})
