import { useMutation } from '@tanstack/react-query'
import type { PostBody, Session } from '@/lib/api/types'
import { postAuth, sessions } from '@/lib/auth/session'

export function useRegister() {
  return useMutation({
    mutationFn: (body: PostBody<'/api/v1/auth/register'>) => postAuth<Session>('/auth/register', body),
    onSuccess: (session) => sessions.accept(session),
  })
}
