import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PutBody, SupportTicket, SupportTicketDetails, SupportTicketStatus } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = (supportTicketId: string) => ({ params: { path: { supportTicketId } } })

/** Shown as done at once, and taken back where the server refuses; then asked again, with the lists it stands in. */
function useChange<V, R>(
  mutationFn: (id: string, variables: V) => Promise<R>,
  changes: (variables: V) => Partial<SupportTicket>,
) {
  const client = useQueryClient()
  const queryKey = (id: string) => keys.supportTickets('one', id)
  return useMutation({
    mutationFn: ({ id, to }: { id: string; to: V }) => mutationFn(id, to),
    onMutate: async ({ id, to }) => {
      await client.cancelQueries({ queryKey: queryKey(id), exact: true })
      const before = client.getQueryData<SupportTicketDetails>(queryKey(id))
      if (before)
        client.setQueryData<SupportTicketDetails>(queryKey(id), {
          ...before,
          ticket: { ...before.ticket, ...changes(to) },
        })
      return before
    },
    onError: (_error, { id }, before) => {
      if (before) client.setQueryData(queryKey(id), before)
    },
    // Not waited for: whoever asked is answered before what they may see no more is gone.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.supportTickets() })
    },
  })
}

export const useChangeTicket = () =>
  useChange(
    (id, body: PutBody<'/api/v1/inbox/support-tickets/{supportTicketId}'>) =>
      unwrap(api().PUT('/api/v1/inbox/support-tickets/{supportTicketId}', { ...path(id), body })),
    ({ title, type, priority, dueAt }) => ({ title, type, priority, dueAt: dueAt ?? null }),
  )

export const useChangeTicketStatus = () =>
  useChange(
    (id, status: SupportTicketStatus) =>
      unwrap(
        api().PUT('/api/v1/inbox/support-tickets/{supportTicketId}/status', {
          ...path(id),
          body: { status },
        }),
      ),
    (status) => ({ status }),
  )

/** To nobody: back to the team. */
export const useAssignTicket = () =>
  useChange(
    (id, assignee: SupportTicket['assignee']) =>
      unwrap(
        api().PUT('/api/v1/inbox/support-tickets/{supportTicketId}/assignee', {
          ...path(id),
          body: { assigneeId: assignee?.id ?? null },
        }),
      ),
    (assignee) => ({ assignee }),
  )

export const useMoveTicket = () =>
  useChange(
    (id, team: SupportTicket['team']) =>
      unwrap(
        api().PUT('/api/v1/inbox/support-tickets/{supportTicketId}/team', {
          ...path(id),
          body: { teamId: team.id },
        }),
      ),
    (team) => ({ team, assignee: null }),
  )
