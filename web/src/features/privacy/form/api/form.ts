import { queryOptions, useMutation } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'

const path = '/api/v1/public/privacy/{token}' as const

export const openForm = (token: string) =>
  queryOptions({
    queryKey: ['public-privacy', token],
    queryFn: ({ signal }) => unwrap(publicApi().GET(path, { params: { path: { token } }, signal })),
  })

export const useSubmitRequest = (token: string) =>
  useMutation({
    mutationFn: (body: PostBody<typeof path>) =>
      unwrap(publicApi().POST(path, { params: { path: { token } }, body })),
  })

export const followRequest = (token: string) =>
  queryOptions({
    queryKey: ['public-privacy-request', token],
    queryFn: ({ signal }) =>
      unwrap(
        publicApi().GET('/api/v1/public/privacy/requests/{token}', {
          params: { path: { token } },
          signal,
          cache: 'no-store',
        }),
      ),
  })
