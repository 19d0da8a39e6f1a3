import { expect, it } from 'vitest'
import { asVoice, messagesOf, refusalOf } from './outgoing'

const file = (name: string, type: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type })
const picture = file('bolo.png', 'image/png')
const sound = file('audio.ogg', 'audio/ogg')

it('words alone are a text that answers what is quoted', () => {
  const [only, ...others] = messagesOf('Veja https://a.example', [], 'm1')
  expect(others).toEqual([])
  expect(only!.body).toEqual({
    content: { type: 'text', text: 'Veja https://a.example', previewUrl: true },
    replyTo: 'm1',
  })
})

it('each file is a message; the words go with the first that takes any, and what is answered above the first', () => {
  const messages = messagesOf('Olha', [sound, picture, file('preço.pdf', 'application/pdf')], 'm1')
  expect(messages.map(({ body: { content, replyTo } }) => [content, replyTo])).toEqual([
    [{ type: 'media', media: 'audio', caption: undefined, fileName: undefined }, 'm1'],
    [{ type: 'media', media: 'image', caption: 'Olha', fileName: undefined }, undefined],
    [{ type: 'media', media: 'document', caption: undefined, fileName: 'preço.pdf' }, undefined],
  ])
  expect(messages.map(({ words }) => words)).toEqual(['', 'Olha', ''])
})

it('words are not lost where no file takes them', () => {
  const messages = messagesOf('Ouça', [sound], undefined)
  expect(messages.map(({ body }) => body.content.type)).toEqual(['media', 'text'])
  expect(messages[1]!.words).toBe('Ouça')
})

it('what was recorded here is a voice, another file of sound is not', () => {
  const voice = asVoice(file('audio.ogg', 'audio/ogg'))
  expect(messagesOf('', [voice, sound], undefined).map(({ body }) => 'voice' in body.content)).toEqual([
    true,
    false,
  ])
})

it('names why a file cannot go', () => {
  expect(refusalOf(picture)).toBeNull()
  expect(refusalOf(file('Contrato.DOCX', ''))).toBeNull()
  expect(refusalOf(file('nota.m4a', 'audio/x-m4a'))).toBeNull()
  expect(refusalOf(file('virus.exe', 'application/x-msdownload'))).toBe('type')
  expect(refusalOf(file('foto.gif', 'image/gif'))).toBe('type')
  expect(refusalOf(file('som.webm', 'audio/webm;codecs=opus'))).toBe('type')
  expect(refusalOf(file('nada.png', 'image/png', 0))).toBe('empty')
  expect(refusalOf(file('grande.png', 'image/png', 5 * 1024 * 1024 + 1))).toEqual({ megabytes: 5 })
})
