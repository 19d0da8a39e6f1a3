import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { NewMessage, OutboundStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { uuid } from '@/lib/uuid'

const messages = '/api/v1/channels/{channelId}/messages' as const
const message = `${messages}/{messageId}` as const
const received = '/api/v1/channels/{channelId}/received' as const

/** Newest first; in any of the states, where given. */
export const browseSent = (channelId: string, status: OutboundStatus[]) =>
  infiniteQueryOptions({
    queryKey: keys.channels('messages', channelId, ...status),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET(messages, {
          params: {
            path: { channelId },
            query: { status, limit: 30, ...(pageParam ? { after: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const browseReceived = (channelId: string) =>
  infiniteQueryOptions({
    queryKey: keys.channels('received', channelId),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET(received, {
          params: { path: { channelId }, query: { limit: 30, ...(pageParam ? { after: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const getMessage = (channelId: string, messageId: string) =>
  queryOptions({
    queryKey: keys.channels('message', channelId, messageId),
    queryFn: ({ signal }) =>
      unwrap(api().GET(message, { params: { path: { channelId, messageId } }, signal })),
  })

/** Whatever happens to a message, the lists it stands in are asked again. */
function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.channels('messages') }),
        client.invalidateQueries({ queryKey: keys.channels('message') }),
      ]),
  })
}

export const useSendMessage = (channelId: string) =>
  useChange(({ body, key }: { body: NewMessage; key: string }) =>
    unwrap(
      api().POST(messages, { params: { path: { channelId } }, body, headers: { 'Idempotency-Key': key } }),
    ),
  )

export const useDecide = (channelId: string) =>
  useChange(({ messageId, decision }: { messageId: string; decision: 'resend' | 'drop' }) =>
    unwrap(
      api().POST(`${message}/decision`, {
        params: { path: { channelId, messageId } },
        body: { decision },
        headers: { 'Idempotency-Key': uuid() },
      }),
    ),
  )

export const useReplay = (channelId: string) =>
  useChange((messageId: string) =>
    unwrap(
      api().POST(`${message}/replay`, {
        params: { path: { channelId, messageId } },
        headers: { 'Idempotency-Key': uuid() },
      }),
    ),
  )

export const useMarkRead = (channelId: string) =>
  useMutation({
    mutationFn: (messageId: string) =>
      unwrap(
        api().POST(`${received}/{messageId}/read`, { params: { path: { channelId, messageId } }, body: {} }),
      ),
  })
