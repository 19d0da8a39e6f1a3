import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody, PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { uuid } from '@/lib/uuid'

const channels = '/api/v1/channels' as const
const channel = `${channels}/{channelId}` as const

export const listChannels = queryOptions({
  queryKey: keys.channels('list'),
  queryFn: async ({ signal }) => (await unwrap(api().GET(channels, { signal }))).items,
})

/** With what has to be entered at Meta. */
export const getChannel = (channelId: string) =>
  queryOptions({
    queryKey: keys.channels('settings', channelId),
    queryFn: ({ signal }) => unwrap(api().GET(channel, { params: { path: { channelId } }, signal })),
  })

/** Of the last 30 days, newest first; days without any are left out. */
export const listUsage = (channelId: string) =>
  queryOptions({
    queryKey: keys.channels('usage', channelId),
    queryFn: async ({ signal }) =>
      unwrap(api().GET(`${channel}/usage`, { params: { path: { channelId } }, signal })),
  })

/** Whatever changes a number, the list and its settings are asked again. */
function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.channels('list') }),
        client.invalidateQueries({ queryKey: keys.channels('settings') }),
      ]),
  })
}

export const useConnectChannel = () =>
  useChange(({ body, key }: { body: PostBody<typeof channels>; key: string }) =>
    unwrap(api().POST(channels, { body, headers: { 'Idempotency-Key': key } })),
  )

export const useChangeChannel = (channelId: string) =>
  useChange((body: PutBody<typeof channel>) =>
    unwrap(api().PUT(channel, { params: { path: { channelId } }, body })),
  )

export const useCheckChannel = () =>
  useChange((channelId: string) =>
    unwrap(api().POST(`${channel}/check`, { params: { path: { channelId } } })),
  )

export const useResumeChannel = () =>
  useChange((channelId: string) =>
    unwrap(
      api().POST(`${channel}/resume`, {
        params: { path: { channelId } },
        headers: { 'Idempotency-Key': uuid() },
      }),
    ),
  )
