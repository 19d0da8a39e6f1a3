import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { alertWords } from './words'

beforeAll(() => startI18n())

it('says who wrote and what, and of a message without words what it is', () => {
  expect(alertWords({ reason: 'message', subject: 'c1', customer: 'Ana', words: 'Tem bolo?' })).toEqual({
    title: 'Ana',
    body: 'Tem bolo?',
  })
  expect(alertWords({ reason: 'message', subject: 'c1', customer: 'Ana', words: '<image>' }).body).toBe(
    'Foto',
  )
})

it('says nothing of the customer when it is not to be shown', () => {
  for (const reason of ['message', 'mention', 'assigned'] as const) {
    const { title, body } = alertWords({ reason, subject: 'c1' })
    expect(title.length * body.length, reason).toBeGreaterThan(0)
  }
})
