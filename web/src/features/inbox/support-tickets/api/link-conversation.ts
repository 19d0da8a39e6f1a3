import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

interface Variables {
  supportTicketId: string
  conversationId: string
}

const ADDRESS = '/api/v1/inbox/support-tickets/{supportTicketId}/conversations/{conversationId}'

function useAsked() {
  const client = useQueryClient()
  return (conversationId: string) => {
    void client.invalidateQueries({ queryKey: keys.supportTickets() })
    void client.invalidateQueries({ queryKey: keys.conversations('one', conversationId) })
  }
}

export function useLinkConversation() {
  const askAgain = useAsked()
  return useMutation({
    mutationFn: (link: Variables) => unwrap(api().PUT(ADDRESS, { params: { path: link } })),
    onSettled: (_ticket, _error, { conversationId }) => askAgain(conversationId),
  })
}

export function useUnlinkConversation() {
  const askAgain = useAsked()
  return useMutation({
    mutationFn: (link: Variables) => unwrap(api().DELETE(ADDRESS, { params: { path: link } })),
    onSettled: (_done, _error, { conversationId }) => askAgain(conversationId),
  })
}
