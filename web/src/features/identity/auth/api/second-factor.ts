import { useMutation, useQuery } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'
import type { Posted, Session } from '@/lib/api/types'
import { postAuth, sessions } from '@/lib/auth/session'

export function useSecondStep() {
  return useMutation({
    mutationFn: (body: { token: string; code: string }) => postAuth<Session>('/auth/second-step', body),
    onSuccess: (session) => sessions.accept(session),
  })
}

/** Asked for once: each answer is another secret. */
export function useEnrolmentSecret(token: string) {
  return useQuery({
    queryKey: ['enrolment', token],
    queryFn: ({ signal }) =>
      unwrap(publicApi().POST('/api/v1/auth/second-factor', { body: { token }, signal })),
    staleTime: Infinity,
    retry: false,
  })
}

/** The session is taken when its recovery codes have been seen. */
export function useConfirmEnrolment() {
  return useMutation({
    mutationFn: (body: { token: string; code: string }) =>
      postAuth<Posted<'/api/v1/auth/second-factor/confirm'>>('/auth/second-factor/confirm', body),
  })
}
