import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/lib/i18n'
import { contentOf, emptyDraft, problemsOf, type Draft } from './draft'

beforeAll(() => startI18n())

const draft = (changes: Partial<Draft>): Draft => ({ ...emptyDraft, to: '(11) 98765-4321', ...changes })

describe('text', () => {
  it('may have 4096 characters and not one more', () => {
    expect(problemsOf(draft({ text: 'a'.repeat(4096) }))).toEqual({})
    expect(problemsOf(draft({ text: 'a'.repeat(4097) }))).toEqual({
      'content.text': 'Use no máximo 4096 caracteres.',
    })
  })

  it('needs a recipient and something to read', () => {
    expect(Object.keys(problemsOf(draft({ to: ' ', text: ' \n' })))).toEqual(['to', 'content.text'])
  })

  it('asks for a preview only where there is an address', () => {
    expect(contentOf(draft({ text: 'oi' }))).toEqual({ type: 'text', text: 'oi', previewUrl: false })
    expect(contentOf(draft({ text: 'veja https://a.example' }))).toMatchObject({ previewUrl: true })
  })
})

describe('media', () => {
  it.each(['http://a.example/x.png', 'a.example', '', 'https://u:p@a.example/'])('refuses %s', (link) => {
    expect(problemsOf(draft({ type: 'media', source: 'link', link }))).toHaveProperty(['content.link'])
  })

  it('is a file of ours, within what Meta takes, or an address', () => {
    const of = (size: number) => new File([new Uint8Array(size)], 'a.png', { type: 'image/png' })
    expect(problemsOf(draft({ type: 'media' }))).toEqual({ file: 'Escolha o arquivo.' })
    expect(problemsOf(draft({ type: 'media', file: of(5 * 1024 * 1024) }))).toEqual({})
    expect(problemsOf(draft({ type: 'media', file: of(5 * 1024 * 1024 + 1) }))).toEqual({
      file: 'Use um arquivo de até 5 MB.',
    })
    expect(contentOf(draft({ type: 'media', file: of(1), link: 'https://a.example/x' }))).not.toHaveProperty(
      'link',
      'https://a.example/x',
    )
  })

  it('leaves out what its kind does not have', () => {
    const typed = {
      type: 'media',
      source: 'link',
      link: 'https://a.example/x',
      caption: 'oi',
      fileName: 'x.pdf',
    } as const
    expect(contentOf(draft({ ...typed, media: 'audio', voice: true }))).toEqual({
      type: 'media',
      media: 'audio',
      link: 'https://a.example/x',
      voice: true,
    })
    expect(contentOf(draft({ ...typed, media: 'image', voice: true }))).toMatchObject({
      caption: 'oi',
      voice: false,
    })
    expect(problemsOf(draft({ ...typed, media: 'sticker', caption: 'a'.repeat(2000) }))).toEqual({})
  })
})

describe('template', () => {
  it('is chosen, not typed', () => {
    expect(problemsOf(draft({ type: 'template' }))).toEqual({ 'content.name': 'Escolha um modelo.' })
  })
})

describe('interactive', () => {
  it('allows a longer body above a list', () => {
    const body = 'a'.repeat(1025)
    const list = { listButton: 'Ver', rows: [{ title: 'Um', description: '' }] }
    expect(problemsOf(draft({ type: 'interactive', body, buttons: ['Sim'] }))).toHaveProperty([
      'content.body',
    ])
    expect(problemsOf(draft({ type: 'interactive', form: 'list', body, ...list }))).toEqual({})
  })

  it('has exactly one of buttons, list and link', () => {
    const typed = draft({ type: 'interactive', body: 'Qual?', buttons: ['Sim', 'Não'] })
    for (const form of ['buttons', 'list', 'link'] as const) {
      const { buttons, list, link } = contentOf({ ...typed, form }) as Record<string, unknown>
      expect([buttons, list, link].filter(Boolean)).toHaveLength(1)
    }
  })

  it('refuses the same button twice, and one of 21 characters', () => {
    expect(
      problemsOf(draft({ type: 'interactive', body: 'a', buttons: ['Sim', 'Sim ', 'a'.repeat(21)] })),
    ).toEqual({
      'content.buttons[1].title': 'Não repita: cada um precisa ser diferente.',
      'content.buttons[2].title': 'Use no máximo 20 caracteres.',
    })
  })
})

describe('location', () => {
  it('takes the decimal comma', () => {
    const place = draft({ type: 'location', latitude: '-23,5614', longitude: '-46.6559' })
    expect(problemsOf(place)).toEqual({})
    expect(contentOf(place)).toMatchObject({ latitude: -23.5614, longitude: -46.6559 })
  })

  it.each([
    ['90', '180', []],
    ['90,1', '180,1', ['content.latitude', 'content.longitude']],
    ['', 'x', ['content.latitude', 'content.longitude']],
  ])('%s, %s', (latitude, longitude, wrong) => {
    expect(Object.keys(problemsOf(draft({ type: 'location', latitude, longitude })))).toEqual(wrong)
  })
})

it('a contact needs a name and a telephone', () => {
  expect(Object.keys(problemsOf(draft({ type: 'contacts' })))).toEqual([
    'content.contacts[0].formattedName',
    'content.contacts[0].phones[0].phone',
  ])
})

it('an empty emoji takes the reaction back', () => {
  expect(problemsOf(draft({ type: 'reaction' }))).toEqual({})
  expect(contentOf(draft({ type: 'reaction', emoji: ' 👍 ' }))).toEqual({ type: 'reaction', emoji: '👍' })
})
