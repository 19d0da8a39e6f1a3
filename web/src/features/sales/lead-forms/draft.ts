import { t } from '@lingui/core/macro'
import type { FieldDemand, LeadForm, LeadFormInput } from '@/lib/api/types'

/** A form while it is being written. */
export interface Draft {
  name: string
  title: string
  text: string
  phone: FieldDemand
  email: FieldDemand
  message: FieldDemand
  thanks: string
  notice: string
  /** Null: nobody in particular. */
  ownerId: string | null
  active: boolean
}

export const newDraft = (): Draft => ({
  name: '',
  title: t`Fale com a gente`,
  text: '',
  phone: 'required',
  email: 'optional',
  message: 'optional',
  thanks: '',
  notice: t`Usamos estes dados só para responder a este contato.`,
  ownerId: null,
  active: true,
})

export const draftOf = (form: LeadForm): Draft => ({
  name: form.name,
  title: form.title,
  text: form.text ?? '',
  phone: form.phone,
  email: form.email,
  message: form.message,
  thanks: form.thanks ?? '',
  notice: form.notice,
  ownerId: form.owner?.id ?? null,
  active: form.active,
})

/** What is wrong with it, in words; null: nothing. */
export function wrongIn(draft: Draft): Record<'name' | 'title' | 'notice' | 'demands', string | null> {
  return {
    name: draft.name.trim() ? null : t`Dê um nome: só a sua empresa o vê.`,
    title: draft.title.trim() ? null : t`Escreva o título da página.`,
    notice: draft.notice.trim()
      ? null
      : t`Diga para que servem os dados: quem preenche tem o direito de saber.`,
    demands:
      draft.phone === 'required' || draft.email === 'required'
        ? null
        : t`Exija o telefone ou o e-mail: sem um deles não há como responder.`,
  }
}

/** One that is made is active: nobody says so. */
export const toNew = ({ name, title, text, phone, email, message, thanks, notice, ownerId }: Draft) => ({
  name: name.trim(),
  title: title.trim(),
  text: text.trim() || null,
  phone,
  email,
  message,
  thanks: thanks.trim() || null,
  notice: notice.trim(),
  ownerId,
})

export const toInput = (draft: Draft): LeadFormInput => ({ ...toNew(draft), active: draft.active })

export const isSame = (one: Draft, other: Draft) =>
  (Object.keys(one) as (keyof Draft)[]).every((field) => one[field] === other[field])
