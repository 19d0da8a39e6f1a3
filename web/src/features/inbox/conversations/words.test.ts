import { beforeAll, describe, expect, it } from 'vitest'
import type { ConversationItem } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { changeWords, countWords, customerName, initials, previewWords, STATUSES, statusWords } from './words'

beforeAll(() => startI18n())

describe('customerName', () => {
  const person = { contactId: 'c', name: null, cpf: null, phone: null }
  it.each([
    [{ ...person, name: 'Maria', phone: '+55 11 *******21' }, 'Maria'],
    [{ ...person, name: '  ', phone: '+55 11 *******21' }, '+55 11 *******21'],
    [person, 'Cliente sem número'],
    [null, 'Cliente sem número'],
  ])('%j is %s', (customer, name) => expect(customerName({ customer })).toBe(name))
})

it.each([
  ['Bom dia', 'Bom dia'],
  ['<image>', 'Foto'],
  ['<voice>', 'Áudio'],
  ['<hologram>', 'Mensagem'],
  ['<3 adorei', '<3 adorei'],
  ['veja <image>', 'veja <image>'],
  [null, 'Conversa apagada'],
])('the preview %s reads %s', (preview, words) => expect(previewWords(preview)).toBe(words))

it.each([
  ['Ana Maria de Souza', 'AS'],
  ['bia', 'B'],
  ['  élio   ramos ', 'ÉR'],
  ['', ''],
])('the initials of "%s" are %s', (name, letters) => expect(initials(name)).toBe(letters))

it('counts to a hundred and then stops', () => {
  expect([countWords(0), countWords(99), countWords(100)]).toEqual(['0', '99', '99+'])
})

it('every state reads differently', () => {
  expect(new Set(STATUSES.map((status) => statusWords(status).label)).size).toBe(STATUSES.length)
})

describe('changeWords', () => {
  const bia = { id: 'b', name: 'Bia' }
  const ana = { id: 'a', name: 'Ana' }
  const change = (more: Partial<ConversationItem>): ConversationItem => ({
    sequence: 1,
    kind: 'change',
    at: '2026-11-22T15:00:00Z',
    author: null,
    message: null,
    note: null,
    change: null,
    subject: null,
    until: null,
    priority: null,
    reason: null,
    waitedSeconds: null,
    ...more,
  })
  it.each<[Partial<ConversationItem>, string]>([
    [{ change: 'assigned', author: bia, subject: bia }, 'Bia assumiu'],
    [{ change: 'assigned', author: ana, subject: bia }, 'Ana passou a conversa para Bia'],
    [{ change: 'assigned', subject: bia }, 'A conversa passou para Bia'],
    [
      {
        change: 'assigned',
        subject: bia,
        reason: { by: 'least_loaded', load: 2, capacity: 6 },
        waitedSeconds: 3,
      },
      'Atribuída a Bia — menos conversas abertas (2 de 6)',
    ],
    [
      {
        change: 'assigned',
        subject: bia,
        reason: { by: 'round_robin', load: 0, capacity: 4 },
        waitedSeconds: 720,
      },
      'Atribuída a Bia — rodízio (0 de 4), depois de 12 min de espera',
    ],
    [
      { change: 'assigned', subject: bia, reason: { by: 'return', load: 1, capacity: 6 }, waitedSeconds: 0 },
      'Atribuída a Bia — já atendia este cliente',
    ],
    [{ change: 'unattended', waitedSeconds: 600 }, 'Sem dono há 10 min: quem coordena foi avisado'],
    [
      { change: 'unattended', subject: bia, waitedSeconds: 3_900 },
      'Bia está ausente e ninguém atende há 1 h 05: quem coordena foi avisado',
    ],
    [{ change: 'released', author: bia }, 'Bia devolveu a conversa à equipe'],
    [{ change: 'resolved', author: bia }, 'Resolvida por Bia'],
    [{ change: 'opened' }, 'A conversa voltou a ficar aberta'],
    [{ change: 'opened', author: bia }, 'Bia reabriu a conversa'],
    [{ change: 'held', author: bia }, 'Bia deixou a conversa pendente'],
    [{ change: 'snoozed', author: bia }, 'Bia adiou até o cliente escrever'],
    [
      { change: 'moved', author: bia, subject: { id: 't', name: 'Bolos' } },
      'Bia moveu a conversa para a equipe Bolos',
    ],
  ])('%j', (item, words) => expect(changeWords(change(item))).toBe(words))

  it('says until when', () => {
    const item = change({ change: 'snoozed', author: bia, until: '2030-01-07T12:00:00Z' })
    expect(changeWords(item)).toMatch(/^Bia adiou até 07 de jan\.?,? (às )?09:00$/)
  })
})
