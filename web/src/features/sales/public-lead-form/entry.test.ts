import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { missingIn, NOTHING, toBody } from './entry'

beforeAll(() => startI18n())

const form = { phone: 'required', email: 'optional', message: 'off' } as const
const entry = { ...NOTHING, name: 'Rita', phone: '(11) 91111-2222' }
const about = { entryId: 'e1', version: 3, query: '', referrer: '' }
const wrong = (...args: Parameters<typeof missingIn>) =>
  Object.entries(missingIn(...args))
    .filter(([, words]) => words !== null)
    .map(([field]) => field)

describe('what is missing', () => {
  it('is the name, and what the form requires', () => {
    expect(wrong(form, NOTHING)).toEqual(['name', 'phone'])
    expect(wrong(form, { ...NOTHING, name: ' ', phone: ' ' })).toEqual(['name', 'phone'])
    expect(wrong({ phone: 'off', email: 'required', message: 'required' }, NOTHING)).toEqual([
      'name',
      'email',
      'message',
    ])
    expect(wrong(form, entry)).toEqual([])
  })

  it('is what is no number or address, where the form asks for it', () => {
    expect(wrong(form, { ...entry, phone: '91111-2222' })).toEqual(['phone'])
    expect(wrong(form, { ...entry, phone: '+351 912 345 678' })).toEqual([])
    for (const email of ['rita', 'rita@', 'rita@a', 'ri ta@a.example', 'rita@a..b'])
      expect(wrong(form, { ...entry, email }), email).toEqual(['email'])
    expect(wrong(form, { ...entry, email: ' rita@a.example ' })).toEqual([])
    expect(wrong({ ...form, email: 'off' }, { ...entry, email: 'rita' })).toEqual([])
  })
})

describe('what is sent', () => {
  it('is what the form asks, without what surrounds it', () => {
    expect(toBody(form, { ...entry, name: ' Rita ', email: ' ', message: 'Oi' }, about)).toEqual({
      entryId: 'e1',
      version: 3,
      name: 'Rita',
      phone: '(11) 91111-2222',
      email: null,
      message: null,
      query: null,
      referrer: null,
      website: null,
    })
  })

  it('says by which campaign they came, and of where they came from only the site', () => {
    const body = toBody(form, entry, {
      ...about,
      query: '?utm_source=instagram',
      referrer: 'https://loja.example/clientes/rita?cpf=1',
    })
    expect([body.query, body.referrer]).toEqual(['?utm_source=instagram', 'https://loja.example'])
    expect(toBody(form, entry, { ...about, referrer: 'android-app://com.example' }).referrer).toBeNull()
    expect(toBody(form, entry, { ...about, query: `?${'x'.repeat(3000)}` }).query).toHaveLength(2000)
  })

  it('lets a program tell that it is one', () => {
    expect(toBody(form, { ...entry, website: 'https://spam.example' }, about).website).toBe(
      'https://spam.example',
    )
  })
})
