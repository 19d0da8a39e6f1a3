import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '../i18n'
import { describeError, describeFieldError, errorSentences } from './error-catalogue'
import './error-catalogue-inside'
import { ApiError } from './problem'

beforeAll(() => startI18n())

/** Every code declared in src/Domain/**\/*Errors.cs, where the server names its failures. */
function serverCodes(): string[] {
  const domain = fileURLToPath(new URL('../../../../src/Domain', import.meta.url))
  if (!existsSync(domain)) return []
  return readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Errors.cs'))
    .flatMap((file) =>
      [...readFileSync(`${domain}/${file}`, 'utf8').matchAll(/new\(\s*"([a-z_]+(?:\.[a-z_]+)+)"/g)].map(
        (match) => match[1]!,
      ),
    )
}

describe('the catalogue', () => {
  it('has a sentence for every failure the server names', () => {
    // None found would mean that this test looks in the wrong place.
    expect(serverCodes().length).toBeGreaterThan(30)
    expect(serverCodes().filter((code) => !(code in errorSentences))).toEqual([])
  })

  it.each(Object.keys(errorSentences))('%s ends as a sentence and says what to do', (code) => {
    const text = errorSentences[code]!()
    expect(text).toMatch(/^[A-ZÁÉÍÓÚÀÂÊÔÃÕÇ].+[.]$/)
    // One sentence for what happened, one for what to do; or one that holds both.
    expect(text.split(/[.:,;]\s/).length).toBeGreaterThan(1)
  })
})

describe('describeError', () => {
  it('prefers the code to the status', () => {
    expect(describeError(new ApiError(409, 'counter.service.prefix_taken')).message).toContain('prefixo')
  })

  it.each([400, 401, 403, 404, 409, 418, 422, 429, 500, 503])(
    'has words for an unknown code with status %i',
    (status) => {
      const { message, traceId } = describeError(new ApiError(status, 'something.new', 'trace-1'))
      expect(message.length).toBeGreaterThan(20)
      expect(traceId).toBe('trace-1')
    },
  )

  it('says how long to wait', () => {
    expect(describeError(new ApiError(429, 'request.too_many', null, {}, 30)).message).toContain('30 s')
  })

  it('does not show a programming error to anybody', () => {
    expect(describeError(new TypeError('x is not a function')).message).not.toContain('function')
  })
})

it('never shows the English of a field error', () => {
  expect(describeFieldError(['Must have 10 to 128 characters.'])).toContain('128')
  expect(describeFieldError(['Is among the most common passwords; choose another.'])).toContain('comum')
  expect(describeFieldError(['Must have at most 1024 characters.'])).toBe('Use no máximo 1024 caracteres.')
  expect(describeFieldError(['Must be an https address of at most 2000 characters.'])).toContain('2000')
  expect(
    describeFieldError(["Must be Meta's id: digits only, and not the telephone number itself."]),
  ).toContain('só números')
  expect(describeFieldError(['Something new in English.'])).toBe(
    'Este valor foi recusado. Confira e tente de novo.',
  )
})
