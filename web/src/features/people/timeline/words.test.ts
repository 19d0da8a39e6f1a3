import { beforeAll, describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { statusWords, titleWords } from './words'

beforeAll(() => startI18n())

const entry = (some: Partial<TimelineEntry>): TimelineEntry => ({
  kind: 'conversation',
  id: '1',
  at: '2026-11-29T12:00:00Z',
  text: null,
  status: 'open',
  number: null,
  amount: null,
  ofId: null,
  ...some,
})
const amount = { value: '12.50', currency: 'BRL' }
const plain = (text: string) => text.replace(/\u00a0/g, ' ')

describe('what happened, in one line', () => {
  it.each([
    [entry({ kind: 'queue_ticket', text: 'B001 · Bolo' }), 'Senha B001 · Bolo'],
    [entry({ kind: 'charge', status: 'paid', amount }), 'Pix de R$ 12,50'],
    [entry({ kind: 'payment', status: 'pix', amount }), 'Pix de R$ 12,50'],
    [entry({ kind: 'payment', status: 'cash', amount }), 'R$ 12,50 em dinheiro'],
    [entry({ kind: 'payment', status: 'card', amount }), 'R$ 12,50 no cartão'],
    [entry({ kind: 'support_ticket', number: 7, text: 'Trocar o bolo' }), 'Chamado nº 7: Trocar o bolo'],
    [entry({ kind: 'opportunity', status: 'won', text: 'Bolo', amount }), 'Oportunidade: Bolo, R$ 12,50'],
    [entry({ kind: 'opportunity', status: 'open', text: 'Bolo' }), 'Oportunidade: Bolo'],
    [entry({ kind: 'proposal', number: 7, status: 'sent', amount }), 'Proposta nº 7, R$ 12,50'],
    [entry({ kind: 'lead', text: 'Bolo de casamento', status: 'new' }), 'Lead: Bolo de casamento'],
    [entry({ kind: 'conversation', text: '<image>' }), 'Conversa: Foto'],
    [entry({ kind: 'merge', status: 'in_force', text: 'Ana P.' }), 'Juntada com Ana P.'],
    [entry({ kind: 'consent', text: 'Novidades' }), 'Novidades'],
  ])('%o', (one, words) => expect(plain(titleWords(one))).toBe(words))

  it('says so where the words are gone with the person', () => {
    for (const kind of ['support_ticket', 'opportunity', 'lead', 'conversation', 'merge', 'consent'] as const)
      expect(titleWords(entry({ kind, number: 7 }))).not.toMatch(/null|undefined|: $/)
  })

  it('tells what has become of it, and is silent where the title does', () => {
    expect(statusWords(entry({ kind: 'charge', status: 'expired' }))).toEqual({
      label: 'Pix vencido',
      tone: 'danger',
    })
    expect(statusWords(entry({ kind: 'lead', status: 'lost' }))).toEqual({
      label: 'Perdido',
      tone: 'neutral',
    })
    expect(statusWords(entry({ kind: 'payment', status: 'cash' }))).toBeNull()
    expect(statusWords(entry({ kind: 'merge', status: 'in_force' }))).toBeNull()
    expect(statusWords(entry({ kind: 'conversation', status: 'of a newer server' }))).toBeNull()
  })
})
