import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useDeleteLabel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (labelId: string) =>
      unwrap(api().DELETE('/api/v1/inbox/labels/{labelId}', { params: { path: { labelId } } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.conversations() })
      return client.invalidateQueries({ queryKey: keys.settings() })
    },
  })
}
