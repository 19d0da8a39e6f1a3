import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { Proposal, ProposalDraft, ProposalSending } from '@/lib/api/types'
import { keys } from '@/lib/query'

const one = '/api/v1/sales/proposals/{proposalId}' as const

/** What somebody sees of one, and is about to change. */
export type Seen = Pick<Proposal, 'id' | 'edition'>

const seen = ({ id, edition }: Seen) => ({
  path: { proposalId: id },
  header: { 'If-Match': `"v${edition}"` },
})

export function useCreateProposal() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ opportunityId, key }: { opportunityId: string; key: string }) =>
      unwrap(
        api().POST('/api/v1/sales/proposals', {
          body: { opportunityId },
          headers: { 'Idempotency-Key': key },
        }),
      ),
    onSuccess: (created) => client.setQueryData(keys.proposals('one', created.id), created),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.proposals('list') }),
  })
}

/** The answer is shown at once; what stands elsewhere of it is asked again. */
function useChange<V>(mutationFn: (seen: Seen, to: V) => Promise<Proposal>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ seen, to }: { seen: Seen; to: V }) => mutationFn(seen, to),
    onSuccess: (changed) => client.setQueryData(keys.proposals('one', changed.id), changed),
    // Also where it was refused: somebody else may have been first.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.proposals() })
      void client.invalidateQueries({ queryKey: keys.opportunities() })
    },
  })
}

/** All of it at once. Nothing is asked again: the answer says what has become of it. */
export function useSaveDraft() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ seen: of, body }: { seen: Seen; body: ProposalDraft }) =>
      unwrap(api().PUT(`${one}/draft`, { params: seen(of), body })),
    onSuccess: (changed) => {
      client.setQueryData(keys.proposals('one', changed.id), changed)
      void client.invalidateQueries({ queryKey: keys.proposals('list') })
    },
  })
}

export const useSendProposal = () =>
  useChange((of, { body, key }: { body: ProposalSending; key: string }) =>
    unwrap(api().POST(`${one}/sending`, { params: seen(of), body, headers: { 'Idempotency-Key': key } })),
  )

/** Another draft, from the newest version. */
export const useReviseProposal = () =>
  useChange<null>((of) => unwrap(api().POST(`${one}/versions`, { params: seen(of) })))

export const useDiscardDraft = () =>
  useChange<null>((of) => unwrap(api().POST(`${one}/discard`, { params: seen(of) })))

/** The customer said so by another way than the page. */
export const useRefuseProposal = () =>
  useChange((of, reason: string | null) =>
    unwrap(api().POST(`${one}/refusal`, { params: seen(of), body: { reason } })),
  )
