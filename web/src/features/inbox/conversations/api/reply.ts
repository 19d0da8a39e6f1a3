import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Reply } from '@/lib/api/types'
import { uploadFile } from '@/lib/media'
import { keys } from '@/lib/query'
import { clockSkew } from '@/lib/time'
import { browseItems } from './browse-items'

export interface Outgoing {
  reply: Reply
  /** Put at the server first. */
  file?: File
  /** The same for every attempt at the same message. */
  key: string
  at: string
  /** Also when a colleague has answered what one has not seen. */
  anyway?: boolean
}

interface Started {
  /** The number of the newest item when it was sent. */
  after: number
}

export type UnderWay = Outgoing & Started

/** Put at the server once, however often it is tried. */
const uploaded = new WeakMap<File, string>()

export async function upload(channelId: string, file: File): Promise<string> {
  const known = uploaded.get(file)
  if (known) return known
  const { id } = await uploadFile(channelId, file)
  uploaded.set(file, id)
  return id
}

/** What was sent from this page, by the message it went with: taken back, it is here. */
const sentFiles = new Map<string, File>()

export const sentFile = (messageId: string) => sentFiles.get(messageId)

/** How far this device's clock is from the server's, by its last answer. */
let skew = 0

export const serverNow = (now: number) => now + skew

const mutationKey = (conversationId: string) => ['reply', conversationId]

export function useReply(conversationId: string, channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: mutationKey(conversationId),
    onMutate: (): Started => {
      const items = client.getQueryData(browseItems(conversationId).queryKey)
      return { after: items?.pages[0]?.items[0]?.sequence ?? 0 }
    },
    mutationFn: async ({ reply, file, key, anyway }: Outgoing) => {
      // What was before one's eyes when it was sent, not what has come while a file was on its way.
      const seenThrough = client.getQueryData(browseItems(conversationId).queryKey)?.pages[0]?.items[0]
        ?.sequence
      const mediaId = file && (await upload(channelId, file))
      return unwrap(
        api().POST('/api/v1/inbox/conversations/{conversationId}/messages', {
          params: { path: { conversationId } },
          body: {
            ...reply,
            ...(mediaId ? { mediaId } : {}),
            ...(anyway ? { anyway } : seenThrough === undefined ? {} : { seenThrough }),
          },
          headers: { 'Idempotency-Key': key },
        }),
      )
    },
    onSuccess: ({ id, heldUntil }, { file, reply: { holdSeconds } }) => {
      if (file && holdSeconds) {
        sentFiles.set(id, file)
        // By then it has gone, and can be taken back no more.
        setTimeout(() => sentFiles.delete(id), 2 * holdSeconds * 1000)
      }
      if (heldUntil && holdSeconds) skew = clockSkew(heldUntil, Date.now()) - holdSeconds * 1000
    },
    // Under way until it stands among the items: it is never on the screen twice, nor for a moment not at all.
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: keys.conversations('list') })
      void client.invalidateQueries({ queryKey: keys.conversations('counts') })
      await client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) })
    },
  })
}

/** What was written and the server has not answered to; it may be told of it before it answers. */
export const useRepliesUnderWay = (conversationId: string) =>
  useMutationState({
    filters: { mutationKey: mutationKey(conversationId), status: 'pending' },
    select: (mutation): UnderWay => ({
      ...(mutation.state.variables as Outgoing),
      after: (mutation.state.context as Started | undefined)?.after ?? 0,
    }),
  })
