import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Asked twice, it is the same lead. */
export function useOpenLeadFromConversation(conversationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      unwrap(
        api().PUT('/api/v1/sales/leads/of-conversations/{conversationId}', {
          params: { path: { conversationId } },
        }),
      ),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.leads('list') })
      void client.invalidateQueries({ queryKey: keys.people('timeline') })
    },
  })
}
