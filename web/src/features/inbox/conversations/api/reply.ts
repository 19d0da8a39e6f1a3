import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Reply } from '@/lib/api/types'
import { uploadFile } from '@/lib/media'
import { keys } from '@/lib/query'

export interface Outgoing {
  reply: Reply
  /** Put at the server first. */
  file?: File
  /** The same for every attempt at the same message. */
  key: string
  at: string
}

/** Put at the server once, however often it is tried. */
const uploaded = new WeakMap<File, string>()

export async function upload(channelId: string, file: File): Promise<string> {
  const known = uploaded.get(file)
  if (known) return known
  const { id } = await uploadFile(channelId, file)
  uploaded.set(file, id)
  return id
}

const mutationKey = (conversationId: string) => ['reply', conversationId]

export function useReply(conversationId: string, channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationKey: mutationKey(conversationId),
    mutationFn: async ({ reply, file, key }: Outgoing) => {
      const mediaId = file && (await upload(channelId, file))
      return unwrap(
        api().POST('/api/v1/inbox/conversations/{conversationId}/messages', {
          params: { path: { conversationId } },
          body: { ...reply, ...(mediaId ? { mediaId } : {}) },
          headers: { 'Idempotency-Key': key },
        }),
      )
    },
    // Under way until it stands among the items: it is never on the screen twice, nor for a moment not at all.
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: keys.conversations('list') })
      void client.invalidateQueries({ queryKey: keys.conversations('counts') })
      await client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) })
    },
  })
}

/** What was written and is not among the items yet. */
export const useRepliesUnderWay = (conversationId: string) =>
  useMutationState({
    filters: { mutationKey: mutationKey(conversationId), status: 'pending' },
    select: (mutation) => mutation.state.variables as Outgoing,
  })
