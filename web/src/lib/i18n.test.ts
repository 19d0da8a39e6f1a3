import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { beforeAll, expect, it } from 'vitest'
import { compileMessage, startI18n } from './i18n'

beforeAll(() => startI18n())

it('shows the Portuguese of the source with its values, without any catalogue', () => {
  const code = 'A042'
  expect(t`Senha ${code} emitida.`).toBe('Senha A042 emitida.')
  expect(i18n.locale).toBe('pt-BR')
})

it('compiles placeholders at both ends', () => {
  expect(compileMessage('{a} e {b}')).toEqual([['a'], ' e ', ['b']])
  expect(compileMessage('nada')).toBe('nada')
})
