import { describe, expect, it } from 'vitest'
import { guessKind } from './kinds'

describe('guessKind', () => {
  it.each([
    ['529.982.247-25', 'cpf'],
    ['529982247-25', 'cpf'],
    ['12.ABC.345/01DE-35', 'cnpj'],
    ['12abc34501de35', 'cnpj'],
    ['11.222.333/0001-81', 'cnpj'],
    ['maria@padaria.example', 'email'],
    ['(11) 98765-4321', 'phone'],
    ['11987654321', 'phone'],
    ['+351 912 345 678', 'phone'],
  ] as const)('takes "%s" for a %s', (text, kind) => {
    expect(guessKind(text)).toBe(kind)
  })
})
