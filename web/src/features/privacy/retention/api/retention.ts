import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

const classes = '/api/v1/privacy/retention' as const
const holds = '/api/v1/privacy/holds' as const

export const listRetention = queryOptions({
  queryKey: keys.privacy('retention'),
  queryFn: async ({ signal }) => (await unwrap(api().GET(classes, { signal }))).items,
})

/** What would go at night if it were kept for so many days; changes nothing. */
export const previewRetention = (dataClass: string, keepDays: number) =>
  queryOptions({
    queryKey: keys.privacy('retention-preview', dataClass, keepDays),
    queryFn: ({ signal }) =>
      unwrap(api().POST(`${classes}/previews`, { body: { class: dataClass, keepDays }, signal })),
    staleTime: 0,
  })

/** Those that stand, or all of one person's. */
export const listHolds = (contactId?: string) =>
  queryOptions({
    queryKey: keys.privacy('holds', contactId ?? 'all'),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(holds, { params: { query: { contactId, limit: 200 } }, signal }))).items,
  })

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: keys.privacy() }) })
}

export const useKeep = (dataClass: string) =>
  useChange((keepDays: number | null) => unwrap(api().PUT(classes, { body: { class: dataClass, keepDays } })))

export const usePlaceHold = (contactId: string) =>
  useChange((reason: string) =>
    unwrap(
      api().POST('/api/v1/privacy/contacts/{contactId}/holds', {
        params: { path: { contactId } },
        body: { reason },
      }),
    ),
  )

export const useLiftHold = () =>
  useChange((holdId: string) =>
    unwrap(api().POST(`${holds}/{holdId}/lift`, { params: { path: { holdId } } })),
  )
