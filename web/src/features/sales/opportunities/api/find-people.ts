import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Whom something is sold to. A POST, because what is searched for is personal and must not stand in an address. */
export const findPeople = (text: string) =>
  queryOptions({
    queryKey: keys.people('found', text),
    queryFn: ({ signal }) =>
      unwrap(
        api().POST('/api/v1/people/contacts/searches', { body: { text, after: null, limit: 20 }, signal }),
      ),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
  })
