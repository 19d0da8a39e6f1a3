import { beforeAll, describe, expect, it } from 'vitest'
import type { SupportTicketEvent } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { eventWords, isLate, mayBecome, STATUSES } from './words'

beforeAll(() => startI18n())

const event = (change: Partial<SupportTicketEvent>): SupportTicketEvent => ({
  sequence: 1,
  kind: 'opened',
  at: '2026-11-20T12:00:00Z',
  author: { id: 'ana', name: 'Ana' },
  from: null,
  to: null,
  subject: null,
  text: null,
  ...change,
})

describe('what happened to a ticket', () => {
  it('tells who did it and what it was before', () => {
    expect(eventWords(event({ kind: 'prioritised', from: 'normal', to: 'urgent' }))).toBe(
      'Ana mudou a prioridade de Normal para Urgente',
    )
    expect(eventWords(event({ kind: 'assigned', subject: { id: 'ana', name: 'Ana' } }))).toBe('Ana assumiu')
    expect(eventWords(event({ kind: 'assigned', subject: { id: 'bia', name: 'Bia' } }))).toBe(
      'Ana passou para Bia',
    )
    expect(eventWords(event({ kind: 'merged_into', subject: { id: 'x', name: '7' } }))).toBe(
      'Ana juntou este chamado ao nº 7',
    )
  })

  it('tells that the customer set it going again', () => {
    const heard = event({ kind: 'status_changed', author: null, from: 'waiting_customer', to: 'in_progress' })
    expect(eventWords(heard)).toBe('O cliente respondeu: Em andamento')
  })
})

describe('late', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')

  it('is what has passed its time and is not resolved', () => {
    expect(isLate({ status: 'open', dueAt: '2026-11-20T11:59:59Z' }, now)).toBe(true)
    expect(isLate({ status: 'open', dueAt: '2026-11-20T12:00:01Z' }, now)).toBe(false)
    expect(isLate({ status: 'resolved', dueAt: '2026-11-20T11:59:59Z' }, now)).toBe(false)
    expect(isLate({ status: 'open', dueAt: null }, now)).toBe(false)
  })
})

describe('what a ticket can become', () => {
  const from = (status: (typeof STATUSES)[number]) =>
    STATUSES.filter((to) => mayBecome({ status, mergedIntoId: null, title: 'x' }, to))

  it('is as the server has it', () => {
    expect(from('open')).toEqual(['in_progress', 'waiting_customer', 'resolved'])
    expect(from('resolved')).toEqual(['open', 'in_progress', 'waiting_customer', 'closed'])
    expect(from('closed')).toEqual(['open'])
  })

  it('is nothing once it was merged or its person anonymised', () => {
    expect(mayBecome({ status: 'closed', mergedIntoId: 'x', title: 'x' }, 'open')).toBe(false)
    expect(mayBecome({ status: 'open', mergedIntoId: null, title: null }, 'resolved')).toBe(false)
  })
})
