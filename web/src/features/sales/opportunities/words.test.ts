import { beforeAll, describe, expect, it } from 'vitest'
import type { OpportunityEvent } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { ageWords, customerWords, eventWords } from './words'

beforeAll(() => startI18n())

const bia = { id: 'b', name: 'Bia' }
const event = (changes: Partial<OpportunityEvent>): OpportunityEvent => ({
  sequence: 1,
  kind: 'opened',
  at: '2026-11-21T15:04:05Z',
  author: bia,
  from: null,
  to: null,
  subject: null,
  text: null,
  ...changes,
})

describe('words of opportunities', () => {
  it.each([
    [event({ subject: { id: 's', name: 'Proposta' } }), 'Bia abriu a oportunidade em Proposta'],
    [event({ kind: 'moved', from: 'Proposta', to: 'Negociação' }), 'Bia moveu de Proposta para Negociação'],
    [event({ kind: 'valued', from: null, to: '1500.00' }), 'Bia mudou o valor de sem valor para R$ 1.500,00'],
    [event({ kind: 'expected', from: '2026-12-24', to: null }), /para sem data$/],
    [event({ kind: 'assigned', subject: bia }), 'Bia assumiu'],
    [event({ kind: 'assigned', subject: { id: 'c', name: 'Caio' } }), 'Bia passou para Caio'],
    [event({ kind: 'lost', subject: { id: 'r', name: 'Preço' } }), 'Bia marcou como perdida: Preço'],
    [event({ kind: 'moved', author: null, from: 'A', to: 'B' }), 'O sistema moveu de A para B'],
    [event({ kind: 'proposal_sent', subject: { id: 'p', name: '7' } }), 'Bia enviou a proposta 7'],
    [
      event({ kind: 'proposal_refused', author: null, subject: { id: 'p', name: '7' } }),
      'O cliente recusou a proposta 7',
    ],
    [
      event({ kind: 'proposal_refused', subject: { id: 'p', name: '7' } }),
      'Bia registrou a recusa da proposta 7',
    ],
    [event({ kind: 'concerned' }), 'Bia tirou a pessoa'],
  ])('says what happened', (of, words) => {
    const said = eventWords(of).replaceAll('\u00a0', ' ')
    if (typeof words === 'string') expect(said).toBe(words)
    else expect(said).toMatch(words)
  })

  it('says how long something has stood where it stands', () => {
    const now = Date.parse('2026-11-21T12:00:00Z')
    expect(ageWords('2026-11-20T12:00:01Z', now)).toBe('hoje')
    expect(ageWords('2026-11-20T12:00:00Z', now)).toBe('há 1 dia')
    expect(ageWords('2026-11-11T12:00:00Z', now)).toBe('há 10 dias')
    expect(ageWords('2026-11-22T12:00:00Z', now)).toBe('hoje')
  })

  it('calls a customer by what is known of them', () => {
    const person = { contactId: 'p', name: null, cpf: null, phone: null }
    expect(customerWords({ customer: null })).toBeNull()
    expect(customerWords({ customer: person })).toBe('Pessoa sem nome')
    expect(customerWords({ customer: { ...person, phone: '+55 11 *******21' } })).toBe('+55 11 *******21')
  })
})
