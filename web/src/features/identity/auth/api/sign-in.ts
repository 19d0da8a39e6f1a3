import { useMutation } from '@tanstack/react-query'
import type { PostBody, Session } from '@/lib/api/types'
import { postAuth, sessions } from '@/lib/auth/session'

export function useSignIn() {
  return useMutation({
    mutationFn: (body: PostBody<'/api/v1/auth/login'>) => postAuth<Session>('/auth/login', body),
    onSuccess: (session) => sessions.accept(session),
  })
}
