import { expect, it } from 'vitest'
import { fillIn, firstName, hasOnlyVariables, leftInBraces, matching, slashAt } from './suggest'

it.each([
  ['/', 1, { start: 0, query: '' }],
  ['/pix', 4, { start: 0, query: 'pix' }],
  ['Oi /hor', 7, { start: 3, query: 'hor' }],
  ['Oi\n/hor', 7, { start: 3, query: 'hor' }],
  // The caret is before the rest of the word.
  ['/pix', 2, { start: 0, query: 'p' }],
  // An address, a fraction, two words.
  ['https://', 8, null],
  ['1/2', 3, null],
  ['/pix agora', 10, null],
  ['', 0, null],
])('%j with the caret at %i looks for %j', (text, caret, found) => {
  expect(slashAt(text, caret)).toEqual(found)
})

const response = (shortcut: string, text: string) => ({ id: shortcut, shortcut, text })

it('finds by the beginning of the shortcut first, then inside it, then by the words, without accents', () => {
  const all = [
    response('chave-pix', 'Segue a chave'),
    response('endereco', 'Pague com pix na loja'),
    response('pix', 'A chave é'),
    response('horario', 'Abrimos às oito'),
  ]

  expect(matching(all, 'PIX').map((r) => r.shortcut)).toEqual(['pix', 'chave-pix', 'endereco'])
  expect(matching(all, 'às').map((r) => r.shortcut)).toEqual(['horario'])
  expect(matching(all, 'nada')).toEqual([])
  expect(matching(all, '')).toHaveLength(4)
})

it('shows at most eight', () => {
  expect(
    matching(
      Array.from({ length: 20 }, (_, i) => response(`r${i}`, '')),
      'r',
    ),
  ).toHaveLength(8)
})

it('fills in what is known and leaves the rest in braces', () => {
  const fillings = { cliente: undefined, atendente: 'Bia', empresa: 'Padaria' }

  const filled = fillIn('Oi, {{cliente}}! Aqui é {{ atendente }}, da {{empresa}}. {{outro}}', fillings)

  expect(filled).toBe('Oi, {{cliente}}! Aqui é Bia, da Padaria. {{outro}}')
  expect(leftInBraces(filled)).toBe('{{cliente}}')
  expect(leftInBraces('Aqui é Bia')).toBeUndefined()
})

it.each([
  ['Oi, {{cliente}} e {{ empresa }}', true],
  ['Sem chaves', true],
  ['Oi, {{nome}}', false],
  ['{{}}', false],
  ['{{cliente}} {{outro}}', false],
])('%j has only what is filled in: %s', (text, only) => {
  expect(hasOnlyVariables(text)).toBe(only)
})

it('calls people by their first name', () => {
  expect(firstName('  Ana Maria ')).toBe('Ana')
  expect(firstName('')).toBeUndefined()
  expect(firstName(null)).toBeUndefined()
})
