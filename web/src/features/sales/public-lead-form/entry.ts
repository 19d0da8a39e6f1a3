import { t } from '@lingui/core/macro'
import type { FieldDemand } from '@/lib/api/types'

/** What a form's page has to know of it. */
export interface FormWords {
  companyName: string
  title: string
  text: string | null
  phone: FieldDemand
  email: FieldDemand
  message: FieldDemand
  notice: string
}

export interface Entry {
  name: string
  phone: string
  email: string
  message: string
  /** Nobody sees where it is written: only programs fill it in. */
  website: string
}

export const NOTHING: Entry = { name: '', phone: '', email: '', message: '', website: '' }

/** What each field lacks, in words; null: nothing. Whether a number is one the server knows better. */
export function missingIn(
  form: Pick<FormWords, 'phone' | 'email' | 'message'>,
  entry: Entry,
): Record<'name' | 'phone' | 'email' | 'message', string | null> {
  const said = (field: 'phone' | 'email' | 'message') => form[field] !== 'off' && entry[field].trim() !== ''
  const lacks = (field: 'phone' | 'email' | 'message') => form[field] === 'required' && !said(field)
  return {
    name: entry.name.trim() === '' ? t`Digite o seu nome.` : null,
    phone: lacks('phone')
      ? t`Digite o seu telefone, com DDD.`
      : said('phone') && entry.phone.replace(/\D/g, '').length < 10
        ? t`Confira o número: faltam algarismos, ou o DDD.`
        : null,
    email: lacks('email')
      ? t`Digite o seu e-mail.`
      : said('email') && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(entry.email.trim())
        ? t`Confira o e-mail, como nome@empresa.com.br.`
        : null,
    message: lacks('message') ? t`Escreva a mensagem.` : null,
  }
}

const MOST_QUERY = 2_000

/** As it is sent: what the form does not ask stays here, and of the page they came from only its site. */
export function toBody(
  form: Pick<FormWords, 'phone' | 'email' | 'message'>,
  entry: Entry,
  about: { entryId: string; version: number; query: string; referrer: string },
) {
  const said = (field: 'phone' | 'email' | 'message') =>
    form[field] === 'off' ? null : entry[field].trim() || null
  return {
    entryId: about.entryId,
    version: about.version,
    name: entry.name.trim(),
    phone: said('phone'),
    email: said('email'),
    message: said('message'),
    query: about.query.slice(0, MOST_QUERY) || null,
    referrer: siteOf(about.referrer),
    website: entry.website || null,
  }
}

function siteOf(referrer: string): string | null {
  if (!URL.canParse(referrer)) return null
  const { protocol, origin } = new URL(referrer)
  return protocol === 'https:' || protocol === 'http:' ? origin : null
}
