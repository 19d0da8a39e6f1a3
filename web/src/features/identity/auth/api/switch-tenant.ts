import { useMutation } from '@tanstack/react-query'
import type { Session } from '@/lib/api/types'
import { postAuth, sessions } from '@/lib/auth/session'

export function useSwitchTenant() {
  return useMutation({
    mutationFn: async (tenantId: string) =>
      postAuth<Session>('/auth/switch-tenant', { tenantId }, await sessions.freshToken()),
    onSuccess: (session) => sessions.accept(session),
  })
}
