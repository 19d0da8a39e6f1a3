import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

const path = '/api/v1/sales/leads/{leadId}' as const

/** Other leads of the same person: open ones, and those it goes on in the place of. */
export const listSameLeads = (leadId: string) =>
  queryOptions({
    queryKey: keys.leads('one', leadId, 'same'),
    queryFn: ({ signal }) => unwrap(api().GET(`${path}/same`, { params: { path: { leadId } }, signal })),
  })

function useAskAgain() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keys.leads() })
}

/** One ends, the other goes on. */
export function useMergeLeads() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: ({ leadId, intoLeadId }: { leadId: string; intoLeadId: string }) =>
      unwrap(api().PUT(`${path}/merge`, { params: { path: { leadId } }, body: { intoLeadId } })),
    onSettled,
  })
}

/** It goes on by itself again. */
export function useSeparateLeads() {
  const onSettled = useAskAgain()
  return useMutation({
    mutationFn: (leadId: string) => unwrap(api().DELETE(`${path}/merge`, { params: { path: { leadId } } })),
    onSettled,
  })
}
