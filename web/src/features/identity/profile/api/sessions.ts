import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const listSessions = queryOptions({
  queryKey: keys.me('sessions'),
  queryFn: async ({ signal }) => (await unwrap(api().GET('/api/v1/me/sessions', { signal }))).items,
})

/** One of them, or all but this one. */
export function useEndSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sessionId: string | null): Promise<unknown> =>
      sessionId === null
        ? unwrap(api().DELETE('/api/v1/me/sessions'))
        : unwrap(api().DELETE('/api/v1/me/sessions/{sessionId}', { params: { path: { sessionId } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.me('sessions') }),
  })
}
