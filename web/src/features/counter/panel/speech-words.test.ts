import { describe, expect, it } from 'vitest'
import { callWords, codeWords, deskWords, digitsWords, numberWords } from './speech-words'

describe('numberWords', () => {
  it.each([
    [0, 'zero'],
    [9, 'nove'],
    [10, 'dez'],
    [14, 'quatorze'],
    [19, 'dezenove'],
    [20, 'vinte'],
    [21, 'vinte e um'],
    [99, 'noventa e nove'],
    [100, 'cem'],
    [101, 'cento e um'],
    [110, 'cento e dez'],
    [123, 'cento e vinte e três'],
    [200, 'duzentos'],
    [999, 'novecentos e noventa e nove'],
    [1000, 'mil'],
    [1001, 'mil e um'],
    [1100, 'mil e cem'],
    [1234, 'mil duzentos e trinta e quatro'],
    [2000, 'dois mil'],
    [21_500, 'vinte e um mil e quinhentos'],
    [999_999, 'novecentos e noventa e nove mil novecentos e noventa e nove'],
  ])('says %i as "%s"', (value, words) => {
    expect(numberWords(value)).toBe(words)
  })

  it('refuses what it cannot say', () => {
    expect(() => numberWords(1_000_000)).toThrow(RangeError)
    expect(() => numberWords(-1)).toThrow(RangeError)
    expect(() => numberWords(1.5)).toThrow(RangeError)
  })
})

describe('digitsWords', () => {
  it('says leading zeros one by one', () => {
    expect(digitsWords('042')).toBe('zero quarenta e dois')
    expect(digitsWords('007')).toBe('zero zero sete')
    expect(digitsWords('000')).toBe('zero zero zero')
    expect(digitsWords('100')).toBe('cem')
  })

  it('spells numbers too long to say', () => {
    expect(digitsWords('1234567')).toBe('um dois três quatro cinco seis sete')
  })
})

describe('calls', () => {
  it('spells the letters of a code', () => {
    expect(codeWords('A042')).toBe('A zero quarenta e dois')
    expect(codeWords('ABC1000')).toBe('A B C mil')
  })

  it('reads the desk as people say it', () => {
    expect(deskWords('Guichê 2')).toBe('guichê dois')
    expect(deskWords('Sala 12B')).toBe('sala doze B')
    expect(deskWords('Sala RX')).toBe('sala RX')
    expect(deskWords('Caixa')).toBe('caixa')
  })

  it('joins both into one sentence', () => {
    expect(callWords({ code: 'A042', deskName: 'Guichê 2' })).toBe(
      'Senha A zero quarenta e dois, guichê dois',
    )
    expect(callWords({ code: 'A042', deskName: '' })).toBe('Senha A zero quarenta e dois')
  })
})
