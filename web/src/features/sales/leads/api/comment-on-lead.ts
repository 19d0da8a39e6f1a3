import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export function useCommentOnLead(leadId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      unwrap(
        api().POST('/api/v1/sales/leads/{leadId}/comments', {
          params: { path: { leadId } },
          body: { text },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: keys.leads('one', leadId) }),
  })
}
