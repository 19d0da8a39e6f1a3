import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'
import type { MessageFilter } from '../search'

/** A POST, because what is searched for is personal and must not stand in an address. */
export const searchMessages = (text: string, { teamId, channelId, author, from, to }: MessageFilter) =>
  infiniteQueryOptions({
    queryKey: keys.messages('search', text, { teamId, channelId, author, from, to }),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().POST('/api/v1/inbox/messages/searches', {
          body: {
            text,
            teamId: teamId ?? null,
            channelId: channelId ?? null,
            author: author ?? null,
            firstDay: from ?? null,
            lastDay: to ?? null,
            after: pageParam,
            limit: 30,
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
