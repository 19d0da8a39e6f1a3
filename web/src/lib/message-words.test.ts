import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import {
  CLASSES,
  chargeWords,
  classWords,
  eventWords,
  kindName,
  reasonWords,
  STATUSES,
  statusWords,
} from './message-words'

beforeAll(() => startI18n())

it.each(STATUSES)('%s has a Portuguese word', (status) => {
  expect(statusWords(status).label).toMatch(/^[A-ZÁÉÍÓÚÀÂÊÔÃÕÇ][^_]+$/)
})

it('every status reads differently', () => {
  expect(new Set(STATUSES.map((status) => statusWords(status).label)).size).toBe(STATUSES.length)
})

it.each(CLASSES)('%s says what happens in doubt', (kind) => {
  expect(classWords(kind).inDoubt).toContain('dúvida')
})

describe('reasonWords', () => {
  it.each([
    'window_closed',
    'expired',
    'interrupted',
    'timeout',
    'reset',
    'no_id',
    'damaged',
    'http_503',
    'code_131000',
  ])('has a sentence for %s', (reason) => {
    const text = reasonWords(null, reason)!
    expect(text).toMatch(/[.]$/)
    expect(text).not.toContain(reason)
  })

  it.each([131047, 131026, 131049, 131050, 131053, 132001, 132012, 130472])(
    'has a sentence for Meta’s %i, without the number',
    (code) => {
      const text = reasonWords(code, 'Something in English')!
      expect(text).not.toContain(String(code))
      expect(text).not.toContain('English')
    },
  )

  it('quotes Meta where there is none', () => {
    expect(reasonWords(135000, 'Generic user error')).toBe(
      'A Meta disse: “Generic user error” (código 135000).',
    )
    expect(reasonWords(135000, null)).toBe('A Meta recusou (código 135000).')
    expect(reasonWords(null, 'Generic user error')).toBe('A Meta disse: “Generic user error”.')
    expect(reasonWords(null, null)).toBeNull()
  })

  it('does not show the code of a refusal of our own', () => {
    expect(reasonWords(-1, 'no_file')).toBe('O arquivo não está disponível.')
    expect(reasonWords(-1, 'new_word')).not.toContain('-1')
  })
})

it('a kind or a status that is new at Meta is shown as a plain word', () => {
  expect(kindName('hologram')).toBe('Mensagem')
  expect(eventWords('warned')).toBe('Outro aviso da Meta')
})

describe('chargeWords', () => {
  it('takes the last report that says anything', () => {
    expect(
      chargeWords([
        { billable: false, category: 'service' },
        { billable: true, category: 'utility' },
        { billable: null, category: null },
      ]),
    ).toBe('Cobrada como Utilidade')
  })

  it('says nothing where Meta said nothing', () => {
    expect(chargeWords([{ billable: null, category: null }])).toBeNull()
    expect(chargeWords([{ billable: false, category: 'service' }])).toBe('Sem custo (Atendimento)')
  })
})
