import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/people/contacts/{id}/merges' as const

export const previewMerge = (id: string, otherId: string) =>
  queryOptions({
    queryKey: keys.people('merge-preview', id, otherId),
    queryFn: ({ signal }) =>
      unwrap(api().POST(`${path}/preview`, { params: { path: { id } }, body: { otherId }, signal })),
  })

/** By their name; at most five. */
export const suggestMerges = (id: string) =>
  queryOptions({
    queryKey: keys.people('merge-suggestions', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(`${path}/suggestions`, { params: { path: { id } }, signal }))).items,
  })

export const listMerges = (id: string) =>
  queryOptions({
    queryKey: keys.people('merges', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(path, { params: { path: { id } }, signal }))).items,
  })

/** Whose tickets and consents a person sees changes with it too: everything is asked again. */
function useJoin<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries() })
}

export const useMergeContacts = (id: string) =>
  useJoin((body: PostBody<typeof path>) => unwrap(api().POST(path, { params: { path: { id } }, body })))

export const useUndoMerge = (id: string) =>
  useJoin((mergeId: string) =>
    unwrap(api().POST(`${path}/{mergeId}/undo`, { params: { path: { id, mergeId } } })),
  )
