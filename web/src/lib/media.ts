import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from './api/client'
import type { MediaKind } from './api/types'
import { fileForm } from './file-form'
import { keys } from './query'

const media = '/api/v1/channels/{channelId}/media' as const
const received = '/api/v1/channels/{channelId}/received/{messageId}/media' as const
const ofConversation = '/api/v1/inbox/conversations/{conversationId}/messages/{messageId}/file' as const

/** What a customer sent on a channel; it never changes, so it is fetched once. */
export const getReceivedFile = (channelId: string, messageId: string) =>
  fileQuery(messageId, (signal) =>
    api().GET(received, { params: { path: { channelId, messageId } }, signal, parseAs: 'blob' }),
  )

/** Of a message of a conversation, the customer's or ours. */
export const getConversationFile = (conversationId: string, messageId: string) =>
  fileQuery(messageId, (signal) =>
    api().GET(ofConversation, {
      params: { path: { conversationId, messageId } },
      signal,
      parseAs: 'blob',
    }),
  )

const fileQuery = (
  messageId: string,
  fetch: (signal: AbortSignal) => Promise<{ data?: unknown; error?: unknown; response: Response }>,
) =>
  queryOptions({
    queryKey: keys.files(messageId),
    queryFn: async ({ signal }) => (await unwrap(fetch(signal))) as Blob,
    staleTime: Infinity,
  })

export type FileQuery = ReturnType<typeof getReceivedFile>

/** Keeps a file to be sent; its id goes into the message. */
export const uploadFile = (channelId: string, file: File) =>
  unwrap(
    api().POST(media, {
      params: { path: { channelId } },
      ...fileForm(file, file.name),
    }),
  )

/** Meta's own; the server counts again, and stickers by what they are. */
export const MOST_MEGABYTES: Record<MediaKind, number> = {
  image: 5,
  audio: 16,
  video: 16,
  document: 100,
  sticker: 0.5,
}

/** For the chooser of files; a document may be any of what WhatsApp takes. */
export const ACCEPTED: Record<MediaKind, string> = {
  image: 'image/jpeg,image/png',
  audio: 'audio/aac,audio/amr,audio/mpeg,audio/mp4,audio/ogg,.m4a,.opus',
  video: 'video/mp4,video/3gpp',
  document: '.pdf,.txt,.doc,.docx,.xls,.xlsx,.ppt,.pptx',
  sticker: 'image/webp',
}

export const takesCaption = (media: MediaKind) => media !== 'audio' && media !== 'sticker'

export const isTooLarge = (file: File, media: MediaKind) => file.size > MOST_MEGABYTES[media] * 1024 * 1024

/** As what a file is sent: what WhatsApp does not show goes as a document. */
export function mediaKindOf(mimeType: string): MediaKind {
  if (/^image\/(jpeg|png)$/.test(mimeType)) return 'image'
  if (mimeType === 'image/webp') return 'sticker'
  if (mimeType.startsWith('audio/')) return 'audio'
  if (/^video\/(mp4|3gpp)$/.test(mimeType)) return 'video'
  return 'document'
}
