import { queryOptions, useMutation } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'
import type { PostBody, Session } from '@/lib/api/types'
import { postAuth, sessions } from '@/lib/auth/session'

export const openInvite = (token: string) =>
  queryOptions({
    queryKey: ['invite', token],
    queryFn: ({ signal }) =>
      unwrap(publicApi().GET('/api/v1/auth/invites/{token}', { params: { path: { token } }, signal })),
    staleTime: Infinity,
  })

export function useAcceptInvite(token: string) {
  return useMutation({
    mutationFn: async (body: PostBody<'/api/v1/auth/invites/{token}/accept'>) =>
      postAuth<Session>(
        `/auth/invites/${encodeURIComponent(token)}/accept`,
        body,
        Object.keys(body).length === 0 ? await sessions.freshToken() : null,
      ),
    onSuccess: (session) => sessions.accept(session),
  })
}
