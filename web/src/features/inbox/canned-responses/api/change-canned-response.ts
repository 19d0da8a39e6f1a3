import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  id: string
  body: PutBody<'/api/v1/inbox/canned-responses/{id}'>
}

export function useChangeCannedResponse() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, body }: Variables) =>
      unwrap(api().PUT('/api/v1/inbox/canned-responses/{id}', { params: { path: { id } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.settings('canned-responses') }),
  })
}
