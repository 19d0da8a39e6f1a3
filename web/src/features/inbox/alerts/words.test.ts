import { beforeAll, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { alertPath, alertWords } from './words'

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
  for (const reason of [
    'message',
    'mention',
    'assigned',
    'lead_form',
    'lead_step',
    'opportunity_step',
    'proposal_viewed',
    'proposal_accepted',
    'proposal_refused',
    'proposal_paid',
  ] as const) {
    const { title, body } = alertWords({ reason, subject: 'c1' })
    expect(title.length * body.length, reason).toBeGreaterThan(0)
  }
})

it('says what is to be done and with whom, and leads to where it is followed up', () => {
  const step = { reason: 'lead_step', subject: 'l1', customer: 'Ana', words: 'Ligar' } as const
  expect(alertWords(step)).toEqual({ title: 'Ligar', body: 'Agora, com Ana.' })
  expect(alertPath(step)).toBe('/comercial/leads/l1')
  const form = { reason: 'lead_form', subject: 'l1', customer: 'Ana', words: 'Vitrine' } as const
  expect(alertWords(form)).toEqual({ title: 'Ana preencheu um formulário', body: 'Pelo formulário Vitrine.' })
  expect(alertPath(form)).toBe('/comercial/leads/l1')
  expect(alertPath({ reason: 'opportunity_step', subject: 'o1' })).toBe('/comercial/oportunidades/o1')
  expect(alertPath({ reason: 'proposal_paid', subject: 'p1' })).toBe('/comercial/propostas/p1')
  expect(alertPath({ reason: 'message', subject: 'c1' })).toBe('/atendimento?conversa=c1')
  expect(alertPath({ reason: 'test', subject: 't1' })).toBeUndefined()
})
