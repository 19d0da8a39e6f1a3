import type { LeadSource, NewLead } from '@/lib/api/types'
import { brl, parseAmount } from '@/lib/money'

/** A lead as somebody types it in. */
export interface Draft {
  isNew: boolean
  /** Somebody who is known. */
  contact: { id: string; name: string | null } | null
  name: string
  phone: string
  email: string
  document: string
  interest: string
  amount: string
  source: LeadSource
  /** Empty: nobody's. */
  ownerId: string
  campaign: Record<'source' | 'medium' | 'name' | 'term' | 'content', string>
}

export const NOTHING: Draft = {
  isNew: false,
  contact: null,
  name: '',
  phone: '',
  email: '',
  document: '',
  interest: '',
  amount: '',
  source: 'phone',
  ownerId: '',
  campaign: { source: '', medium: '', name: '', term: '', content: '' },
}

const said = (text: string) => text.trim() || null

/** Null while nobody is named. */
export function bodyOf(draft: Draft): NewLead | null {
  const who = draft.isNew ? newPerson(draft) : draft.contact && { contactId: draft.contact.id }
  if (!who) return null
  const amount = parseAmount(draft.amount)
  const { source, medium, name, term, content } = draft.campaign
  const campaign = {
    source: said(source),
    medium: said(medium),
    name: said(name),
    term: said(term),
    content: said(content),
  }
  return {
    ...who,
    interest: said(draft.interest),
    amount: amount ? brl(amount) : null,
    source: draft.source,
    ownerId: draft.ownerId || null,
    campaign: Object.values(campaign).some(Boolean) ? campaign : null,
  }
}

function newPerson(draft: Draft) {
  // A CPF has eleven digits, a CNPJ fourteen characters.
  const isCompany = draft.document.replace(/[^0-9a-z]/gi, '').length > 11
  const document = said(draft.document)
  const person = {
    name: draft.name.trim(),
    phone: said(draft.phone),
    email: said(draft.email),
    cpf: isCompany ? null : document,
    cnpj: isCompany ? document : null,
  }
  return person.name && (person.phone || person.email || document) ? { person } : null
}
