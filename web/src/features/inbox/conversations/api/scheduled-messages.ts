import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { upload } from './reply'

const ADDRESS = '/api/v1/inbox/conversations/{conversationId}/scheduled-messages'

/** What waits, and what could not go and nobody has seen; the next first. */
export const listScheduled = (conversationId: string) =>
  queryOptions({
    queryKey: keys.conversations('one', conversationId, 'scheduled'),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(ADDRESS, { params: { path: { conversationId } }, signal }))).items,
  })

interface Later {
  body: PostBody<typeof ADDRESS>
  /** Put at the server first. */
  file?: File
  /** The same for every attempt at the same message. */
  key: string
}

export function useSchedule(conversationId: string, channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ body, file, key }: Later) => {
      const mediaId = file && (await upload(channelId, file))
      return unwrap(
        api().POST(ADDRESS, {
          params: { path: { conversationId } },
          body: { ...body, ...(mediaId ? { mediaId } : {}) },
          headers: { 'Idempotency-Key': key },
        }),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) }),
  })
}

export function useCancelScheduled(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ scheduledMessageId }: { scheduledMessageId: string }) =>
      unwrap(
        api().DELETE(`${ADDRESS}/{scheduledMessageId}`, {
          params: { path: { conversationId, scheduledMessageId } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) }),
  })
}
