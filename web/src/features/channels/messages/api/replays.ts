import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { FailureReason } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { uuid } from '@/lib/uuid'

const failures = '/api/v1/channels/{channelId}/failures' as const
const letters = '/api/v1/channels/{channelId}/dead-letters' as const

/** Why messages failed, the most frequent reason first. */
export const listFailures = (channelId: string) =>
  queryOptions({
    queryKey: keys.channels('failures', channelId),
    queryFn: ({ signal }) => unwrap(api().GET(failures, { params: { path: { channelId } }, signal })),
  })

export const listDeadLetters = (channelId: string) =>
  queryOptions({
    queryKey: keys.channels('dead-letters', channelId),
    queryFn: ({ signal }) =>
      unwrap(api().GET(letters, { params: { path: { channelId }, query: { limit: 50 } }, signal })),
  })

/** All that failed until now, of a reason where given; in parts, and what fails once more is not taken again. Answers how many went. */
export function useReplayFailed(channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (reason: FailureReason | null) => {
      let sent = 0
      let failedUntil: string | undefined
      for (;;) {
        const part = await unwrap(
          api().POST(`${failures}/replays`, {
            params: { path: { channelId } },
            body: {
              ...(reason && reason.errorCode !== null ? { errorCode: reason.errorCode } : {}),
              ...(reason && reason.errorReason !== null ? { errorReason: reason.errorReason } : {}),
              ...(failedUntil ? { failedUntil } : {}),
            },
            headers: { 'Idempotency-Key': uuid() },
          }),
        )
        sent += part.count
        failedUntil = part.failedUntil
        if (!part.more || part.count === 0) return sent
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.channels('messages') }),
        client.invalidateQueries({ queryKey: keys.channels('failures') }),
      ]),
  })
}

export function useReplayDeadLetters(channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      let again = 0
      for (;;) {
        const part = await unwrap(
          api().POST(`${letters}/replays`, {
            params: { path: { channelId } },
            body: {},
            headers: { 'Idempotency-Key': uuid() },
          }),
        )
        again += part.count
        if (!part.more || part.count === 0) return again
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels('dead-letters') }),
  })
}
