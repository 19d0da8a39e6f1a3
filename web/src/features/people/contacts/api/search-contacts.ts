import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** A POST, because what is searched for is personal and must not stand in an address. */
export const searchContacts = (text: string) =>
  infiniteQueryOptions({
    queryKey: keys.people('contacts', text),
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api().POST('/api/v1/people/contacts/searches', {
          body: { text, after: pageParam, limit: 50 },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
