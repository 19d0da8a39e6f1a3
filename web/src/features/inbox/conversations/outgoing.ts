import type { MediaKind, Reply } from '@/lib/api/types'
import { ACCEPTED, isTooLarge, mediaKindOf, MOST_MEGABYTES, takesCaption } from '@/lib/media'

export const MOST_FILES = 10

export interface Outgoing {
  body: Reply
  file?: File
  /** Of the words, those that go with it. */
  words: string
}

/** Recorded here, and heard as such on the customer's telephone. */
const voices = new WeakSet<File>()

export function asVoice(file: File): File {
  voices.add(file)
  return file
}

/** One message for each file; the words go with the first that takes any, else by themselves after them. */
export function messagesOf(words: string, files: File[], quotedId: string | undefined): Outgoing[] {
  const replyTo = quotedId ? { replyTo: quotedId } : {}
  const carrier = files.findIndex((file) => takesCaption(mediaKindOf(file.type)))
  const messages: Outgoing[] = files.map((file, index) => {
    const media = mediaKindOf(file.type)
    const caption = index === carrier ? words : ''
    return {
      body: {
        content: {
          type: 'media',
          media,
          caption: caption || undefined,
          fileName: media === 'document' ? file.name : undefined,
          ...(voices.has(file) ? { voice: true } : {}),
        },
      },
      file,
      words: caption,
    }
  })
  if (words !== '' && carrier < 0)
    messages.push({
      body: { content: { type: 'text', text: words, previewUrl: /https?:\/\//.test(words) } },
      words,
    })
  // What is answered stands above the first.
  return messages.map((message, index) =>
    index === 0 ? { ...message, body: { ...message.body, ...replyTo } } : message,
  )
}

export type Refusal = 'type' | 'empty' | { megabytes: number }

/** Why a file cannot be sent; null when it can, as far as can be told here. */
export function refusalOf(file: File): Refusal | null {
  const kind = mediaKindOf(file.type)
  if (!isAccepted(file, kind)) return 'type'
  if (file.size === 0) return 'empty'
  return isTooLarge(file, kind) ? { megabytes: MOST_MEGABYTES[kind] } : null
}

const isAccepted = ({ name, type }: File, kind: MediaKind) =>
  ACCEPTED[kind]
    .split(',')
    .some((one) => (one.startsWith('.') ? name.toLowerCase().endsWith(one) : one === type.split(';')[0]))
