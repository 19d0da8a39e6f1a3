import { queryOptions, useMutation } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'

const one = '/api/v1/public/lead-forms/{token}' as const
const entries = `${one}/entries` as const

export const getPublicLeadForm = (token: string) =>
  queryOptions({
    queryKey: ['public-lead-form', token],
    queryFn: ({ signal }) =>
      unwrap(publicApi().GET(one, { params: { path: { token } }, signal, cache: 'no-store' })),
    // What is read while somebody types would change beneath their hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

export const useSendLeadForm = (token: string) =>
  useMutation({
    mutationFn: (body: PostBody<typeof entries>) =>
      unwrap(publicApi().POST(entries, { params: { path: { token } }, body })),
  })
