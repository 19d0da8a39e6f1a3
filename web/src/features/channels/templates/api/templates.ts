import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { TemplateStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

const templates = '/api/v1/channels/{channelId}/templates' as const

/** By name; in one of the states and with a part of the name, where given. */
export const browseTemplates = (channelId: string, status: TemplateStatus | null, search: string) =>
  infiniteQueryOptions({
    queryKey: keys.channels('templates', channelId, status, search),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET(templates, {
          params: {
            path: { channelId },
            query: {
              limit: 50,
              ...(status ? { status: [status] } : {}),
              ...(search ? { search } : {}),
              ...(pageParam ? { after: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** What can be sent now, to choose from. */
export const usableTemplates = (channelId: string, search: string) =>
  queryOptions({
    queryKey: keys.channels('templates', channelId, 'usable', search),
    queryFn: async ({ signal }) => {
      const query = { status: ['approved'], limit: 100, ...(search ? { search } : {}) }
      const page = await unwrap(api().GET(templates, { params: { path: { channelId }, query }, signal }))
      return page.items.filter((template) => template.usable)
    },
  })

export function useSyncTemplates(channelId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api().POST(`${templates}/sync`, { params: { path: { channelId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels('templates', channelId) }),
  })
}
