import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

/** One's own and those of one's teams, by name. */
export const listSavedFilters = queryOptions({
  queryKey: keys.settings('saved-filters'),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/inbox/saved-filters', { signal }))).items,
  staleTime: 60_000,
})

interface Saving {
  body: PostBody<'/api/v1/inbox/saved-filters'>
  /** The same for every attempt at the same act. */
  key: string
}

export function useSaveFilter() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Saving) =>
      unwrap(api().POST('/api/v1/inbox/saved-filters', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('saved-filters') }),
  })
}

export function useDeleteSavedFilter() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (savedFilterId: string) =>
      unwrap(
        api().DELETE('/api/v1/inbox/saved-filters/{savedFilterId}', { params: { path: { savedFilterId } } }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('saved-filters') }),
  })
}
