import { describe, expect, it } from 'vitest'
import { bodyOf, NOTHING } from './draft'

describe('a new lead', () => {
  it('is of somebody', () => {
    expect(bodyOf(NOTHING)).toBeNull()
    expect(bodyOf({ ...NOTHING, isNew: true, name: 'Maria' })).toBeNull()
    expect(bodyOf({ ...NOTHING, isNew: true, phone: '11 98765-4321' })).toBeNull()
    expect(bodyOf({ ...NOTHING, contact: { id: '1', name: null } })).toMatchObject({ contactId: '1' })
  })

  it('says nothing of a contact that was typed in and then not meant', () => {
    const draft = { ...NOTHING, name: 'Maria', phone: '11 98765-4321', contact: { id: '1', name: 'Ana' } }
    expect(bodyOf(draft)).not.toHaveProperty('person')
    expect(bodyOf({ ...draft, isNew: true })).not.toHaveProperty('contactId')
  })

  it('tells a person’s number from a company’s', () => {
    const of = (document: string) => bodyOf({ ...NOTHING, isNew: true, name: 'Ótica', document })?.person
    expect(of('529.982.247-25')).toMatchObject({ cpf: '529.982.247-25', cnpj: null })
    expect(of('12.ABC.345/01DE-35')).toMatchObject({ cpf: null, cnpj: '12.ABC.345/01DE-35' })
  })

  it('leaves out what nobody said', () => {
    const body = bodyOf({ ...NOTHING, contact: { id: '1', name: null }, amount: '1.500', interest: ' ' })
    expect(body).toMatchObject({
      amount: { value: '1500.00', currency: 'BRL' },
      interest: null,
      campaign: null,
      ownerId: null,
    })
    const campaign = { ...NOTHING.campaign, name: ' natal ' }
    expect(bodyOf({ ...NOTHING, contact: { id: '1', name: null }, campaign })?.campaign).toMatchObject({
      name: 'natal',
      source: null,
    })
  })
})
