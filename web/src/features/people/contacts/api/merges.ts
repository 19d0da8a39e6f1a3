import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { useChange } from './contact'

const path = '/api/v1/people/contacts/{id}/merges' as const

export const previewMerge = (id: string, otherId: string) =>
  queryOptions({
    queryKey: keys.people('merge-preview', id, otherId),
    queryFn: ({ signal }) =>
      unwrap(api().POST(`${path}/preview`, { params: { path: { id } }, body: { otherId }, signal })),
  })

export const listMerges = (id: string) =>
  queryOptions({
    queryKey: keys.people('merges', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(path, { params: { path: { id } }, signal }))).items,
  })

export const useMergeContacts = (id: string) =>
  useChange((body: PostBody<typeof path>) => unwrap(api().POST(path, { params: { path: { id } }, body })))

export const useUndoMerge = (id: string) =>
  useChange((mergeId: string) =>
    unwrap(api().POST(`${path}/{mergeId}/undo`, { params: { path: { id, mergeId } } })),
  )
