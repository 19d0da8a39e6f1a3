import { t } from '@lingui/core/macro'
import type { MessageClass, MessageContent, Template } from '@/lib/api/types'

type TemplateContent = Extract<MessageContent, { type: 'template' }>

/** What is typed into the places of a template, by what stands between the braces, or by the button's index. */
export interface TemplateValues {
  header: string
  fileName: string
  body: Record<string, string>
  buttons: Record<number, string>
}

export const noValues: TemplateValues = { header: '', fileName: '', body: {}, buttons: {} }

const PARAMETER = 1024
const HEADER = 60
const LINK = 2000
const FILE_NAME = 240
const BUTTON = { url: 2000, quick_reply: 256, copy_code: 15 } as const

export type MediaHeader = 'image' | 'video' | 'document'

/** Which file the header is made of; null: none. */
export function mediaOf(template: Template): MediaHeader | null {
  const kind = template.header?.kind
  return kind === 'image' || kind === 'video' || kind === 'document' ? kind : null
}

/** The one place of a header that is a line of text. */
export const headerPlace = (template: Template) => template.header?.text?.places[0] ?? null

/** Buttons that need something; a quick reply has an answer of its own. */
export const buttonsToFill = (template: Template) =>
  template.buttons.flatMap((button, index) => (button.needed && button.takes ? [{ button, index }] : []))

/** What Meta was shown when it approved the template. */
export function exampleValues(template: Template): TemplateValues {
  return {
    header: headerPlace(template)?.sample ?? '',
    fileName: '',
    body: Object.fromEntries(template.body.places.map(({ key, sample }) => [key, sample ?? ''])),
    buttons: Object.fromEntries(
      buttonsToFill(template).map(({ button, index }) => [index, button.sample ?? '']),
    ),
  }
}

/** As the API takes it. */
export function contentOfTemplate(template: Template, values: TemplateValues): TemplateContent {
  const media = mediaOf(template)
  const buttons = buttonsToFill(template)
  return {
    type: 'template',
    name: template.name,
    language: template.language,
    header: media
      ? {
          media,
          link: values.header.trim(),
          fileName: media === 'document' ? values.fileName.trim() || undefined : undefined,
        }
      : headerPlace(template)
        ? { text: values.header.trim() }
        : undefined,
    body:
      template.body.places.length === 0
        ? undefined
        : template.body.places.map(({ key }) => ({
            text: (values.body[key] ?? '').trim(),
            name: template.named ? key : undefined,
          })),
    buttons:
      buttons.length === 0
        ? undefined
        : buttons.map(({ button, index }) => ({
            index,
            kind: button.takes!,
            text: (values.buttons[index] ?? '').trim(),
          })),
  }
}

/** What is known to be wrong before anybody is asked, by the names the server has for the fields. */
export function problemsOfTemplate(template: Template, values: TemplateValues): Record<string, string> {
  const found: Record<string, string> = {}
  const check = (field: string, text: string, most: number) => {
    if (text.trim() === '') found[field] = t`Preencha este campo.`
    else if (text.trim().length > most) found[field] = t`Use no máximo ${most} caracteres.`
    // Meta takes neither line breaks nor long gaps inside a template.
    else if (/[\n\r\t]/.test(text.trim())) found[field] = t`Escreva em uma linha só.`
    else if (text.includes('     ')) found[field] = t`Não use mais de quatro espaços seguidos.`
  }
  if (mediaOf(template)) {
    if (!isHttps(values.header.trim()))
      found['content.header.link'] = t`Informe um endereço completo, começando com https://.`
    if (values.fileName.trim().length > FILE_NAME)
      found['content.header.fileName'] = t`Use no máximo ${FILE_NAME} caracteres.`
  } else if (headerPlace(template)) check('content.header.text', values.header, HEADER)
  template.body.places.forEach(({ key }, index) =>
    check(`content.body[${index}].text`, values.body[key] ?? '', PARAMETER),
  )
  buttonsToFill(template).forEach(({ button, index }, position) =>
    check(`content.buttons[${position}].text`, values.buttons[index] ?? '', BUTTON[button.takes!]),
  )
  return found
}

export interface Shown {
  header: string | null
  media: MediaHeader | null
  body: string
  footer: string | null
  buttons: string[]
}

const PLACE = /\{\{\s*(\w+)\s*\}\}/g

/** As the customer sees it; a place without a value stays as it is. */
export function showTemplate(template: Template, values: TemplateValues): Shown {
  const fill = (text: string, valueOf: (key: string) => string | undefined) =>
    text.replace(PLACE, (place, key: string) => valueOf(key)?.trim() || place)
  return {
    header: template.header?.text ? fill(template.header.text.text, () => values.header) : null,
    media: mediaOf(template),
    body: fill(template.body.text, (key) => values.body[key]),
    footer: template.footer ?? null,
    buttons: template.buttons.map((button) => button.text || t`Copiar código`),
  }
}

/** Meta's category decides what a message counts as; of notices a person knows better. */
export function classOfTemplate(template: Template, chosen: MessageClass): MessageClass {
  if (template.category === 'authentication') return 'code'
  if (template.category === 'marketing') return 'marketing'
  return chosen === 'code' || chosen === 'marketing' ? 'utility' : chosen
}

export interface Run {
  text: string
  as: 'plain' | 'strong' | 'em' | 'strike' | 'place'
}

const MARKS = /\{\{\s*\w+\s*\}\}|\*[^*\n]+\*|(?<!\w)_[^_\n]+_(?!\w)|~[^~\n]+~/g

/** As WhatsApp writes *bold*, _italic_ and ~struck~; and the places that are still empty. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  let end = 0
  for (const match of text.matchAll(MARKS)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index), as: 'plain' })
    const marked = match[0]
    end = match.index + marked.length
    if (marked.startsWith('{')) runs.push({ text: marked, as: 'place' })
    else {
      const as = marked.startsWith('*') ? 'strong' : marked.startsWith('_') ? 'em' : 'strike'
      runs.push({ text: marked.slice(1, -1), as })
    }
  }
  if (end < text.length) runs.push({ text: text.slice(end), as: 'plain' })
  return runs
}

function isHttps(text: string): boolean {
  if (text.length > LINK) return false
  try {
    const url = new URL(text)
    return url.protocol === 'https:' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
