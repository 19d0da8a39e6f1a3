import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** By name, to say which team answers them. */
export const listChannels = queryOptions({
  queryKey: keys.channels('names'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/channels', { signal }))).items.map(({ id, name }) => ({ id, name })),
})
