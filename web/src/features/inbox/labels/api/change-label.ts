import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  labelId: string
  body: PutBody<'/api/v1/inbox/labels/{labelId}'>
}

export function useChangeLabel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ labelId, body }: Variables) =>
      unwrap(api().PUT('/api/v1/inbox/labels/{labelId}', { params: { path: { labelId } }, body })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.conversations() })
      return client.invalidateQueries({ queryKey: keys.settings('labels') })
    },
  })
}
