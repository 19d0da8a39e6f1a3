import { queryOptions, useMutation } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'

export function useAskForPassword() {
  return useMutation({
    mutationFn: (email: string) =>
      unwrap(publicApi().POST('/api/v1/auth/password-resets', { body: { email } })),
  })
}

export const openReset = (token: string) =>
  queryOptions({
    queryKey: ['password-reset', token],
    queryFn: ({ signal }) =>
      unwrap(publicApi().POST('/api/v1/auth/password-resets/open', { body: { token }, signal })),
    staleTime: Infinity,
    retry: false,
  })

export function useSetPassword(token: string) {
  return useMutation({
    mutationFn: (password: string) =>
      unwrap(publicApi().POST('/api/v1/auth/password-resets/use', { body: { token, password } })),
  })
}

export function useConfirmEmail() {
  return useMutation({
    mutationFn: (token: string) =>
      unwrap(publicApi().POST('/api/v1/auth/email-changes/confirm', { body: { token } })),
  })
}
