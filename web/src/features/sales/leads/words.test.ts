import { beforeAll, describe, expect, it } from 'vitest'
import type { LeadEvent } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { eventWords, isLate, isOpen, personWords, STATUSES } from './words'

beforeAll(() => startI18n())

const ana = { id: 'ana', name: 'Ana' }
const event = (change: Partial<LeadEvent>): LeadEvent => ({
  sequence: 1,
  kind: 'opened',
  at: '2026-11-20T12:00:00Z',
  author: ana,
  from: null,
  to: null,
  subject: null,
  text: null,
  form: null,
  ...change,
})
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

describe('what happened to a lead', () => {
  it.each([
    [event({ to: 'whatsapp' }), 'Ana abriu o lead: WhatsApp'],
    [event({ kind: 'assigned', subject: ana }), 'Ana assumiu'],
    [event({ kind: 'assigned', subject: { id: 'bia', name: 'Bia' } }), 'Ana passou para Bia'],
    [event({ kind: 'valued', from: null, to: '1500.00' }), 'Ana mudou o valor de sem valor para R$ 1.500,00'],
    [
      event({ kind: 'status_changed', from: 'new', to: 'qualified' }),
      'Ana mudou a situação para Qualificado',
    ],
    [
      event({ kind: 'lost', subject: { id: 'x', name: 'Preço' }, from: 'new', to: 'lost' }),
      'Ana marcou como perdido: Preço',
    ],
    [event({ kind: 'lost', author: null }), 'O sistema marcou como perdido'],
    [
      event({ kind: 'form_sent', author: null, subject: { id: 'f', name: 'Vitrine' } }),
      'Pelo formulário Vitrine',
    ],
    [event({ kind: 'planned', to: '2020-01-02T13:00:00Z' }), 'Ana planejou para 02 de jan., 10:00'],
  ])('%o', (one, words) => expect(plain(eventWords(one))).toBe(words))
})

describe('late', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')

  it('is what was to be done by now', () => {
    expect(isLate({ nextStepAt: '2026-11-20T11:59:59Z' }, now)).toBe(true)
    expect(isLate({ nextStepAt: '2026-11-20T12:00:00Z' }, now)).toBe(false)
    expect(isLate({ nextStepAt: null }, now)).toBe(false)
  })
})

describe('a lead', () => {
  it('is open until it is lost, converted or merged', () => {
    expect(STATUSES.filter((status) => isOpen({ status }))).toEqual(['new', 'working', 'qualified'])
  })

  it('is called by whoever it is about', () => {
    const person = { contactId: '1', name: null, cpf: null, phone: null }
    expect(personWords({ person: { ...person, name: 'Maria', phone: '+55 11 *******21' } })).toBe('Maria')
    expect(personWords({ person: { ...person, name: ' ', phone: '+55 11 *******21' } })).toBe(
      '+55 11 *******21',
    )
    expect(personWords({ person })).toBe('Pessoa sem nome')
    expect(personWords({ person: null })).toBe('Pessoa anonimizada')
  })
})
