import { expect, it } from 'vitest'
import { mediaKindOf } from './media'

it.each([
  ['image/jpeg', 'image'],
  ['image/webp', 'sticker'],
  ['image/gif', 'document'],
  ['audio/ogg', 'audio'],
  ['video/mp4', 'video'],
  ['video/webm', 'document'],
  ['application/pdf', 'document'],
  ['', 'document'],
])('%s is sent as %s', (mimeType, kind) => expect(mediaKindOf(mimeType)).toBe(kind))
