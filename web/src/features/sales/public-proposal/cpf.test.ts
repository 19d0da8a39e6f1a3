import { expect, it } from 'vitest'
import { cpfMask, isCpf } from './cpf'

it.each([
  ['', ''],
  ['5', '5'],
  ['5299', '529.9'],
  ['5299822', '529.982.2'],
  ['52998224725', '529.982.247-25'],
  ['529.982.247-25', '529.982.247-25'],
  ['5299822472599', '529.982.247-25'],
])('writes "%s" as "%s"', (typed, shown) => expect(cpfMask(typed)).toBe(shown))

it('knows a typing error', () => {
  expect(['529.982.247-25', '11144477735'].every(isCpf)).toBe(true)
  expect(['529.982.247-26', '529.982.247-15', '111.111.111-11', '5299822472', ''].some(isCpf)).toBe(false)
})
