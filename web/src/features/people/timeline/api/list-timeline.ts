import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listTimeline = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.people('timeline', id),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().GET('/api/v1/people/contacts/{id}/timeline', {
          params: { path: { id }, query: { after: pageParam, limit: 15 } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
