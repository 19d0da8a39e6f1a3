import { expect, it } from 'vitest'
import { keyFor, putBack, readDraft, rememberKey } from './drafts'

it('what could not be sent stands above what was typed meanwhile', () => {
  expect(putBack('Combinado!', 'e mais')).toBe('Combinado!\ne mais')
  expect(putBack('Combinado!', '')).toBe('Combinado!')
})

it('the same words tried once more have the same key, once; others have their own', () => {
  const key = keyFor('c1', 'Olá')
  rememberKey('c1', 'Olá', key)
  expect(keyFor('c2', 'Olá')).not.toBe(key)
  expect(keyFor('c1', 'Olá!')).not.toBe(key)
  expect(keyFor('c1', 'Olá')).toBe(key)
  expect(keyFor('c1', 'Olá')).not.toBe(key)
})

it('begins with nothing where nothing can be stored', () => {
  expect(readDraft('u', 'c')).toEqual({ mode: 'reply', reply: '', note: '' })
})
