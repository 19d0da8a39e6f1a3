import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/people/contacts/{id}' as const

export const getContact = (id: string) =>
  queryOptions({
    queryKey: keys.people('contact', id),
    queryFn: ({ signal }) => unwrap(api().GET(path, { params: { path: { id } }, signal })),
  })

export const listAccesses = (id: string) =>
  queryOptions({
    queryKey: keys.people('accesses', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(`${path}/accesses`, { params: { path: { id } }, signal }))).items,
  })

/** Whatever changes a person, everything known about people is asked again. */
function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: keys.people() }) })
}

export const useCreateContact = () =>
  useChange(({ body, key }: { body: PostBody<'/api/v1/people/contacts'>; key: string }) =>
    unwrap(api().POST('/api/v1/people/contacts', { body, headers: { 'Idempotency-Key': key } })),
  )

export const useRenameContact = (id: string) =>
  useChange((name: string | null) => unwrap(api().PUT(path, { params: { path: { id } }, body: { name } })))

export const useAddIdentifier = (id: string) =>
  useChange((body: PostBody<'/api/v1/people/contacts/{id}/identifiers'>) =>
    unwrap(api().POST(`${path}/identifiers`, { params: { path: { id } }, body })),
  )

export const useRemoveIdentifier = (id: string) =>
  useChange((identifierId: string) =>
    unwrap(api().DELETE(`${path}/identifiers/{identifierId}`, { params: { path: { id, identifierId } } })),
  )

/** Not cached: what was revealed leaves with the page that asked for it. */
export const useRevealContact = (id: string) =>
  useChange((reason: string) =>
    unwrap(api().POST(`${path}/reveals`, { params: { path: { id } }, body: { reason } })),
  )
