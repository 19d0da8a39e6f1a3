import { t } from '@lingui/core/macro'
import type { MediaKind, MessageClass, MessageContent, Template } from '@/lib/api/types'
import { isTooLarge, MOST_MEGABYTES, takesCaption } from '@/lib/media'
import { contentOfTemplate, noValues, problemsOfTemplate, type TemplateValues } from '../templates/fill'

export type ContentType = MessageContent['type']

/** The limits Meta publishes, counted as the server counts them: in UTF-16 units, which is what `length` says. */
export const LIMITS = {
  text: 4096,
  caption: 1024,
  fileName: 240,
  link: 2000,
  body: 1024,
  listBody: 4096,
  header: 60,
  footer: 60,
  button: 20,
  buttons: 3,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  place: 1000,
  name: 256,
  phone: 40,
  emoji: 32,
} as const

/** What is typed, for every kind at once: changing one's mind about the kind loses nothing. */
export interface Draft {
  to: string
  class: MessageClass
  type: ContentType
  text: string
  media: MediaKind
  /** Where the file is: with whom writes, or at an address. */
  source: 'file' | 'link'
  file: File | null
  link: string
  caption: string
  fileName: string
  voice: boolean
  template: Template | null
  values: TemplateValues
  form: 'buttons' | 'list' | 'link'
  body: string
  header: string
  footer: string
  buttons: string[]
  listButton: string
  rows: { title: string; description: string }[]
  linkTitle: string
  linkUrl: string
  latitude: string
  longitude: string
  place: string
  address: string
  contactName: string
  contactPhone: string
  contactEmail: string
  contactCompany: string
  emoji: string
}

export const emptyDraft: Draft = {
  to: '',
  class: 'utility',
  type: 'text',
  text: '',
  media: 'image',
  source: 'file',
  file: null,
  link: '',
  caption: '',
  fileName: '',
  voice: false,
  template: null,
  values: noValues,
  form: 'buttons',
  body: '',
  header: '',
  footer: '',
  buttons: [''],
  listButton: '',
  rows: [{ title: '', description: '' }],
  linkTitle: '',
  linkUrl: '',
  latitude: '',
  longitude: '',
  place: '',
  address: '',
  contactName: '',
  contactPhone: '',
  contactEmail: '',
  contactCompany: '',
  emoji: '',
}

/** Brazilians write a decimal comma. */
const degrees = (text: string) => (text.trim() === '' ? NaN : Number(text.trim().replace(',', '.')))
const filled = (text: string) => (text.trim() === '' ? undefined : text.trim())

/** As the API takes it. */
export function contentOf(draft: Draft): MessageContent {
  switch (draft.type) {
    case 'text':
      return { type: 'text', text: draft.text.trim(), previewUrl: /https?:\/\//.test(draft.text) }
    case 'media':
      return {
        type: 'media',
        media: draft.media,
        link: draft.source === 'link' ? draft.link.trim() : undefined,
        caption: takesCaption(draft.media) ? filled(draft.caption) : undefined,
        fileName: draft.media === 'document' ? filled(draft.fileName) : undefined,
        voice: draft.media === 'audio' && draft.voice,
      }
    case 'template':
      return draft.template
        ? contentOfTemplate(draft.template, draft.values)
        : { type: 'template', name: '', language: '' }
    case 'interactive':
      return {
        type: 'interactive',
        body: draft.body.trim(),
        header: filled(draft.header),
        footer: filled(draft.footer),
        buttons:
          draft.form === 'buttons'
            ? draft.buttons.map((title, index) => ({ id: `botao-${index + 1}`, title: title.trim() }))
            : undefined,
        list:
          draft.form === 'list'
            ? {
                button: draft.listButton.trim(),
                sections: [
                  {
                    title: null,
                    rows: draft.rows.map(({ title, description }, index) => ({
                      id: `opcao-${index + 1}`,
                      title: title.trim(),
                      description: filled(description),
                    })),
                  },
                ],
              }
            : undefined,
        link:
          draft.form === 'link' ? { title: draft.linkTitle.trim(), url: draft.linkUrl.trim() } : undefined,
      }
    case 'location':
      return {
        type: 'location',
        latitude: degrees(draft.latitude),
        longitude: degrees(draft.longitude),
        name: filled(draft.place),
        address: filled(draft.address),
      }
    case 'contacts':
      return {
        type: 'contacts',
        contacts: [
          {
            formattedName: draft.contactName.trim(),
            organization: filled(draft.contactCompany),
            phones: filled(draft.contactPhone) ? [{ phone: draft.contactPhone.trim() }] : undefined,
            emails: filled(draft.contactEmail) ? [{ email: draft.contactEmail.trim() }] : undefined,
          },
        ],
      }
    case 'reaction':
      return { type: 'reaction', emoji: draft.emoji.trim() }
  }
}

/** Sentences by the names the server has for the fields, so that its complaints and ours meet at one place. */
export type Problems = Record<string, string>

/** What is known to be wrong before anybody is asked. */
export function problemsOf(draft: Draft): Problems {
  const found: Problems = {}
  const needed = (field: string, text: string, most: number) => {
    if (text.trim() === '') found[field] = t`Preencha este campo.`
    else atMost(field, text, most)
  }
  const atMost = (field: string, text: string, most: number) => {
    if (text.trim().length > most) found[field] = t`Use no máximo ${most} caracteres.`
  }
  const https = (field: string, text: string) => {
    if (!isHttps(text.trim())) found[field] = t`Informe um endereço completo, começando com https://.`
  }
  needed('to', draft.to, 300)
  switch (draft.type) {
    case 'text':
      needed('content.text', draft.text, LIMITS.text)
      break
    case 'media':
      if (draft.source === 'link') https('content.link', draft.link)
      else if (!draft.file) found.file = t`Escolha o arquivo.`
      else if (isTooLarge(draft.file, draft.media))
        found.file = t`Use um arquivo de até ${MOST_MEGABYTES[draft.media]} MB.`
      if (takesCaption(draft.media)) atMost('content.caption', draft.caption, LIMITS.caption)
      if (draft.media === 'document') atMost('content.fileName', draft.fileName, LIMITS.fileName)
      break
    case 'template':
      if (draft.template) Object.assign(found, problemsOfTemplate(draft.template, draft.values))
      else found['content.name'] = t`Escolha um modelo.`
      break
    case 'interactive':
      needed('content.body', draft.body, draft.form === 'list' ? LIMITS.listBody : LIMITS.body)
      atMost('content.header', draft.header, LIMITS.header)
      atMost('content.footer', draft.footer, LIMITS.footer)
      if (draft.form === 'buttons') {
        draft.buttons.forEach((title, index) =>
          needed(`content.buttons[${index}].title`, title, LIMITS.button),
        )
        repeated(found, draft.buttons, (i) => `content.buttons[${i}].title`)
      } else if (draft.form === 'list') {
        needed('content.list.button', draft.listButton, LIMITS.button)
        draft.rows.forEach(({ title, description }, index) => {
          needed(`content.list.sections[0].rows[${index}].title`, title, LIMITS.rowTitle)
          atMost(`content.list.sections[0].rows[${index}].description`, description, LIMITS.rowDescription)
        })
      } else {
        needed('content.link.title', draft.linkTitle, LIMITS.button)
        https('content.link.url', draft.linkUrl)
      }
      break
    case 'location':
      if (!(Math.abs(degrees(draft.latitude)) <= 90))
        found['content.latitude'] = t`Informe de -90 a 90 graus, como -23,5614.`
      if (!(Math.abs(degrees(draft.longitude)) <= 180))
        found['content.longitude'] = t`Informe de -180 a 180 graus, como -46,6559.`
      atMost('content.name', draft.place, LIMITS.place)
      atMost('content.address', draft.address, LIMITS.place)
      break
    case 'contacts':
      needed('content.contacts[0].formattedName', draft.contactName, LIMITS.name)
      atMost('content.contacts[0].organization', draft.contactCompany, LIMITS.name)
      if (!/^\+?[0-9 ().-]{3,40}$/.test(draft.contactPhone.trim()))
        found['content.contacts[0].phones[0].phone'] = t`Informe um telefone, com DDD.`
      break
    case 'reaction':
      if (draft.emoji.trim().length > LIMITS.emoji) found['content.emoji'] = t`Escolha um emoji só.`
  }
  return found
}

function repeated(found: Problems, texts: string[], field: (index: number) => string) {
  texts.forEach((text, index) => {
    if (text.trim() !== '' && texts.findIndex((other) => other.trim() === text.trim()) < index)
      found[field(index)] ??= t`Não repita: cada um precisa ser diferente.`
  })
}

function isHttps(text: string): boolean {
  if (text.length > LIMITS.link) return false
  try {
    const url = new URL(text)
    return url.protocol === 'https:' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
