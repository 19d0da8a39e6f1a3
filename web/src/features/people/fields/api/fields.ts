import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody, PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const fields = '/api/v1/people/fields' as const
const ofContact = '/api/v1/people/contacts/{id}/fields' as const

/** All of them, in the company's order. */
export const listFields = queryOptions({
  queryKey: keys.settings('person-fields'),
  queryFn: async ({ signal }) => (await unwrap(api().GET(fields, { signal }))).items,
})

export const fieldsOfContact = (id: string) =>
  queryOptions({
    queryKey: keys.people('fields', id),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(ofContact, { params: { path: { id } }, signal }))).items,
  })

/** What is asked for beside every person changes with it. */
function useDefine<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.people('fields') })
      return client.invalidateQueries({ queryKey: keys.settings('person-fields') })
    },
  })
}

export const useCreateField = () =>
  useDefine(({ body, key }: { body: PostBody<typeof fields>; key: string }) =>
    unwrap(api().POST(fields, { body, headers: { 'Idempotency-Key': key } })),
  )

export const useChangeField = () =>
  useDefine(({ fieldId, body }: { fieldId: string; body: PutBody<`${typeof fields}/{fieldId}`> }) =>
    unwrap(api().PUT(`${fields}/{fieldId}`, { params: { path: { fieldId } }, body })),
  )

export const useDeleteField = () =>
  useDefine((fieldId: string) =>
    unwrap(api().DELETE(`${fields}/{fieldId}`, { params: { path: { fieldId } } })),
  )

export const useOrderFields = () =>
  useDefine((fieldIds: string[]) => unwrap(api().PUT(`${fields}/order`, { body: { fieldIds } })))

export function useFillField(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ fieldId, value }: { fieldId: string; value: string | null }) =>
      unwrap(api().PUT(`${ofContact}/{fieldId}`, { params: { path: { id, fieldId } }, body: { value } })),
    onSuccess: ({ items }) => client.setQueryData(keys.people('fields', id), items),
    onSettled: () => client.invalidateQueries({ queryKey: keys.people('fields', id) }),
  })
}
