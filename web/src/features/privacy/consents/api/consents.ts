import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody, PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const texts = '/api/v1/privacy/consent-texts' as const
const answers = '/api/v1/privacy/contacts/{contactId}/consents' as const

export const listConsents = (contactId: string) =>
  queryOptions({
    queryKey: keys.privacy('consents', contactId),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(answers, { params: { path: { contactId } }, signal }))).items,
  })

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => {
      // What was answered is part of the person's past.
      void client.invalidateQueries({ queryKey: keys.people('timeline') })
      return client.invalidateQueries({ queryKey: keys.privacy() })
    },
  })
}

export const useWriteConsentText = () =>
  useChange((body: PutBody<typeof texts>) => unwrap(api().PUT(texts, { body })))

export const useRecordConsent = (contactId: string) =>
  useChange(({ body, key }: { body: PostBody<typeof answers>; key: string }) =>
    unwrap(
      api().POST(answers, { params: { path: { contactId } }, body, headers: { 'Idempotency-Key': key } }),
    ),
  )
