import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/privacy/requests' as const
const one = `${path}/{requestId}` as const

export const getForm = queryOptions({
  queryKey: keys.privacy('form'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/privacy/form', { signal })),
})

export const listRequests = (closed: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.privacy('requests', closed),
    queryFn: ({ pageParam, signal }) =>
      unwrap(api().GET(path, { params: { query: { closed, after: pageParam ?? undefined } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const getRequest = (requestId: string) =>
  queryOptions({
    queryKey: keys.privacy('request', requestId),
    queryFn: ({ signal }) => unwrap(api().GET(one, { params: { path: { requestId } }, signal })),
  })

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: keys.privacy() }) })
}

export const useReceiveRequest = () =>
  useChange(({ body, key }: { body: PostBody<typeof path>; key: string }) =>
    unwrap(api().POST(path, { body, headers: { 'Idempotency-Key': key } })),
  )

export const useShortAnswer = (requestId: string) =>
  useChange((holdsData: boolean) =>
    unwrap(api().POST(`${one}/short-answer`, { params: { path: { requestId } }, body: { holdsData } })),
  )

export const useLinkContact = (requestId: string) =>
  useChange((contactId: string) =>
    unwrap(api().POST(`${one}/contact`, { params: { path: { requestId } }, body: { contactId } })),
  )

export type NotedStep = 'identification' | 'completion' | 'refusal'

export const useNotedStep = (requestId: string) =>
  useChange(({ step, note }: { step: NotedStep; note: string }) =>
    unwrap(api().POST(`${one}/${step}`, { params: { path: { requestId } }, body: { note } })),
  )

/** A POST, because what is searched for is personal and must not stand in an address. */
export const findContacts = (text: string) =>
  queryOptions({
    queryKey: keys.people('found', text),
    queryFn: async ({ signal }) =>
      (await unwrap(api().POST('/api/v1/people/contacts/searches', { body: { text, limit: 8 }, signal })))
        .items,
    enabled: text.length > 1,
  })
