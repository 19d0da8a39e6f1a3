import { beforeAll, describe, expect, it } from 'vitest'
import type { Template } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import {
  classOfTemplate,
  contentOfTemplate,
  exampleValues,
  noValues,
  problemsOfTemplate,
  runsOf,
  showTemplate,
} from './fill'
import { placeLabel, reasonOfTemplate, templateNext } from './words'

beforeAll(() => startI18n())

const reminder = {
  id: '1',
  name: 'lembrete',
  language: 'pt_BR',
  category: 'utility',
  status: 'approved',
  metaStatus: 'approved',
  quality: null,
  reason: null,
  usable: true,
  named: true,
  header: null,
  body: {
    text: 'Olá, {{nome}}! Dia {{ data }}.',
    places: [
      { key: 'nome', sample: 'Ana' },
      { key: 'data', sample: '12/03' },
    ],
  },
  footer: 'Automática',
  buttons: [{ text: 'Confirmar', takes: 'quick_reply', needed: false, url: null, phone: null, sample: null }],
  statusAt: '2026-11-22T12:00:00Z',
  syncedAt: '2026-11-22T12:00:00Z',
} as Template

const order = {
  ...reminder,
  name: 'pedido',
  named: false,
  header: { kind: 'text', text: { text: 'Pedido {{1}}', places: [{ key: '1', sample: 'A-1' }] } },
  body: { text: 'Oi, {{1}}.', places: [{ key: '1', sample: null }] },
  buttons: [
    { text: 'Ligar', takes: null, needed: false, url: null, phone: '+55', sample: null },
    {
      text: 'Acompanhar',
      takes: 'url',
      needed: true,
      url: 'https://a.example/{{1}}',
      phone: null,
      sample: '7',
    },
  ],
} as Template

const offer = { ...order, category: 'marketing', header: { kind: 'document', text: null } } as Template

describe('what is sent', () => {
  it('names the places that have names', () => {
    const values = { ...noValues, body: { nome: ' Ana ', data: 'hoje' } }
    expect(contentOfTemplate(reminder, values)).toEqual({
      type: 'template',
      name: 'lembrete',
      language: 'pt_BR',
      header: undefined,
      body: [
        { text: 'Ana', name: 'nome' },
        { text: 'hoje', name: 'data' },
      ],
      buttons: undefined,
    })
  })

  it('counts the others, and gives buttons what they need by their own index', () => {
    const values = { ...noValues, header: 'A-7', body: { 1: 'Ana' }, buttons: { 1: '77' } }
    expect(contentOfTemplate(order, values)).toMatchObject({
      header: { text: 'A-7' },
      body: [{ text: 'Ana', name: undefined }],
      buttons: [{ index: 1, kind: 'url', text: '77' }],
    })
  })

  it('has a file in the header where the template has one', () => {
    const values = { ...noValues, header: 'https://a.example/x.pdf', fileName: 'x.pdf' }
    expect(contentOfTemplate(offer, values).header).toEqual({
      media: 'document',
      link: 'https://a.example/x.pdf',
      fileName: 'x.pdf',
    })
  })
})

describe('what is wrong', () => {
  it('is told by the names the server has for the fields', () => {
    expect(Object.keys(problemsOfTemplate(reminder, noValues))).toEqual([
      'content.body[0].text',
      'content.body[1].text',
    ])
    expect(Object.keys(problemsOfTemplate(order, noValues))).toEqual([
      'content.header.text',
      'content.body[0].text',
      'content.buttons[0].text',
    ])
    expect(Object.keys(problemsOfTemplate(offer, { ...noValues, header: 'http://a.example' }))).toContain(
      'content.header.link',
    )
  })

  it('is nothing for what Meta takes', () => {
    expect(problemsOfTemplate(reminder, exampleValues(reminder))).toEqual({})
    const values = { ...exampleValues(order), body: { 1: 'a'.repeat(1024) } }
    expect(problemsOfTemplate(order, values)).toEqual({})
  })

  it('is a value of two lines, with a long gap, or of 1025 characters', () => {
    for (const nome of ['a\nb', 'a     b', 'a'.repeat(1025)])
      expect(problemsOfTemplate(reminder, { ...noValues, body: { nome, data: 'x' } })).toHaveProperty([
        'content.body[0].text',
      ])
  })
})

describe('what the customer sees', () => {
  it('has the values in their places and leaves the empty ones', () => {
    const shown = showTemplate(reminder, { ...noValues, body: { nome: '$& Ana' } })
    expect(shown.body).toBe('Olá, $& Ana! Dia {{ data }}.')
    expect([shown.header, shown.footer, shown.buttons]).toEqual([null, 'Automática', ['Confirmar']])
    expect(showTemplate(order, { ...noValues, header: 'A-7' }).header).toBe('Pedido A-7')
    expect(showTemplate(offer, noValues).media).toBe('document')
  })

  it('is marked as WhatsApp marks it', () => {
    expect(runsOf('*123* é _o_ código ~velho~ {{nome_do_dono}} a_b_c a_b_ 2*3')).toEqual([
      { text: '123', as: 'strong' },
      { text: ' é ', as: 'plain' },
      { text: 'o', as: 'em' },
      { text: ' código ', as: 'plain' },
      { text: 'velho', as: 'strike' },
      { text: ' ', as: 'plain' },
      { text: '{{nome_do_dono}}', as: 'place' },
      { text: ' a_b_c a_b_ 2*3', as: 'plain' },
    ])
  })
})

it('counts as its category says, and notices as a person says', () => {
  expect(classOfTemplate(offer, 'utility')).toBe('marketing')
  expect(classOfTemplate({ ...offer, category: 'authentication' }, 'reply')).toBe('code')
  expect(classOfTemplate(reminder, 'sensitive')).toBe('sensitive')
  expect(classOfTemplate(reminder, 'marketing')).toBe('utility')
})

describe('words', () => {
  it('says why a template cannot be used and what to do', () => {
    expect(templateNext(reminder)).toBe('')
    expect(templateNext({ ...reminder, usable: false })).toContain('carrossel')
    const rejected = { ...reminder, status: 'rejected', reason: 'INVALID_FORMAT', usable: false } as Template
    expect(templateNext(rejected)).toMatch(/formato.*Corrija/)
    expect(reasonOfTemplate('Your template…')).toBe('A Meta disse: Your template…')
  })

  it('asks for a place by its name', () => {
    expect(placeLabel('nome_do_cliente')).toBe('Nome do cliente')
    expect(placeLabel('2')).toBe('Valor 2')
  })
})
