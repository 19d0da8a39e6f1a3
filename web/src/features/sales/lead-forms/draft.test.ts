import { beforeAll, describe, expect, it } from 'vitest'
import type { LeadForm } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { draftOf, isSame, newDraft, toInput, toNew, wrongIn } from './draft'

beforeAll(() => startI18n())

const form: LeadForm = {
  id: 'f1',
  name: 'Vitrine',
  title: 'Fale com a gente',
  text: null,
  phone: 'required',
  email: 'off',
  message: 'optional',
  thanks: null,
  notice: 'Para responder.',
  owner: { id: 'ana', name: 'Ana' },
  active: true,
  url: 'https://app.example/f/x',
  version: 2,
  entries: 0,
  lastEntryAt: null,
  createdAt: '2026-11-20T12:00:00Z',
  changedAt: '2026-11-20T12:00:00Z',
}
const wrong = (change: Partial<ReturnType<typeof newDraft>>) =>
  Object.entries(wrongIn({ ...draftOf(form), ...change }))
    .filter(([, words]) => words !== null)
    .map(([field]) => field)

describe('a form that is being written', () => {
  it('begins with all it needs but a name', () => {
    expect(
      Object.entries(wrongIn(newDraft()))
        .filter(([, words]) => words)
        .map(([field]) => field),
    ).toEqual(['name'])
  })

  it('needs a name, a title, what becomes of the data, and a way to answer', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ name: ' ', title: '', notice: ' ' })).toEqual(['name', 'title', 'notice'])
    expect(wrong({ phone: 'optional', email: 'optional' })).toEqual(['demands'])
    expect(wrong({ phone: 'off', email: 'required' })).toEqual([])
  })

  it('is sent without what surrounds it, and nothing is null', () => {
    const input = toInput({ ...draftOf(form), name: ' Vitrine ', text: ' ', thanks: ' Obrigado! ' })
    expect([input.name, input.text, input.thanks, input.ownerId]).toEqual([
      'Vitrine',
      null,
      'Obrigado!',
      'ana',
    ])
    expect(toNew(newDraft())).not.toHaveProperty('active')
  })

  it('is changed by any of its fields', () => {
    const draft = draftOf(form)
    expect(isSame(draft, draftOf(form))).toBe(true)
    for (const change of [
      { name: 'x' },
      { email: 'optional' },
      { ownerId: null },
      { active: false },
    ] as const)
      expect(isSame(draft, { ...draft, ...change }), JSON.stringify(change)).toBe(false)
  })
})
