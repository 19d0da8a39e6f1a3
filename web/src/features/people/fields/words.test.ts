import { describe, expect, it } from 'vitest'
import { fromInput, shownValue, toInput } from './words'

describe('what is written down of a person', () => {
  it.each([
    ['number', ' 12,5 ', '12.5'],
    ['number', '1.234,5', '1234.5'],
    ['number', '12.5', '12.5'],
    ['number', 'doze', 'doze'],
    ['text', ' Nozes, avelãs ', 'Nozes, avelãs'],
    ['date', '2026-11-29', '2026-11-29'],
    ['choice', '  ', null],
  ] as const)('%s "%s" is sent as %s', (kind, text, sent) => expect(fromInput(kind, text)).toBe(sent))

  it('is shown as people write it', () => {
    expect(toInput('number', '12.5')).toBe('12,5')
    expect(toInput('text', null)).toBe('')
    expect(shownValue('date', '2026-11-29')).toMatch(/29/)
  })
})
