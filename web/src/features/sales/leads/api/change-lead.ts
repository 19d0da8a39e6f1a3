import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Lead, LeadDetails, LeadStatus, PutBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const one = '/api/v1/sales/leads/{leadId}' as const
const path = (leadId: string) => ({ params: { path: { leadId } } })

/** Shown as done at once, and taken back where the server refuses; then asked again, with the lists it stands in. */
function useChange<V, R>(
  mutationFn: (id: string, variables: V) => Promise<R>,
  changes: (variables: V) => Partial<Lead>,
) {
  const client = useQueryClient()
  const queryKey = (id: string) => keys.leads('one', id)
  return useMutation({
    mutationFn: ({ id, to }: { id: string; to: V }) => mutationFn(id, to),
    onMutate: async ({ id, to }) => {
      await client.cancelQueries({ queryKey: queryKey(id), exact: true })
      const before = client.getQueryData<LeadDetails>(queryKey(id))
      if (before)
        client.setQueryData<LeadDetails>(queryKey(id), {
          ...before,
          lead: { ...before.lead, ...changes(to) },
        })
      return before
    },
    onError: (_error, { id }, before) => {
      if (before) client.setQueryData(queryKey(id), before)
    },
    // Not waited for: whoever asked is answered before what they may see no more is gone.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.leads() })
      void client.invalidateQueries({ queryKey: keys.people('timeline') })
    },
  })
}

export const useChangeLead = () =>
  useChange(
    (id, body: PutBody<typeof one>) => unwrap(api().PUT(one, { ...path(id), body })),
    ({ interest, amount }) => ({ interest: interest ?? null, amount: amount ?? null }),
  )

export const useChangeLeadStatus = () =>
  useChange(
    (id, status: LeadStatus) => unwrap(api().PUT(`${one}/status`, { ...path(id), body: { status } })),
    (status) => ({ status }),
  )

/** To nobody: whoever sees leads may take it on. */
export const useAssignLead = () =>
  useChange(
    (id, owner: Lead['owner']) =>
      unwrap(api().PUT(`${one}/owner`, { ...path(id), body: { ownerId: owner?.id ?? null } })),
    (owner) => ({ owner }),
  )

export const useLoseLead = () =>
  useChange(
    (id, reason: NonNullable<Lead['lossReason']>) =>
      unwrap(api().PUT(`${one}/loss`, { ...path(id), body: { lossReasonId: reason.id } })),
    (lossReason) => ({ status: 'lost', lossReason, nextStep: null, nextStepAt: null }),
  )

/** What they want and what it might bring goes on in an opportunity. */
export const useConvertLead = () =>
  useChange(
    (id) => unwrap(api().PUT(`${one}/conversion`, { ...path(id), body: {} })),
    () => ({}),
  )

export const useReopenLead = () =>
  useChange(
    (id) => unwrap(api().DELETE(`${one}/loss`, path(id))),
    () => ({ status: 'working', lossReason: null }),
  )

export const usePlanNextStep = () =>
  useChange(
    (id, { step, at }: { step: string; at: string }) =>
      unwrap(api().PUT(`${one}/next-step`, { ...path(id), body: { step, at } })),
    ({ step, at }) => ({ nextStep: step, nextStepAt: at }),
  )

export const useCompleteNextStep = () =>
  useChange(
    (id) => unwrap(api().DELETE(`${one}/next-step`, path(id))),
    () => ({ nextStep: null, nextStepAt: null }),
  )
