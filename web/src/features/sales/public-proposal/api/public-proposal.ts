import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { publicApi, unwrap } from '@/lib/api/client'
import type { PublicProposal } from '@/lib/api/types'
import { config } from '@/lib/config'

const one = '/api/v1/public/proposals/{token}' as const
const at = (token: string) => ({ params: { path: { token } } })
const queryKey = (token: string) => ['public-proposal', token] as const

export interface Received {
  proposal: PublicProposal
  receivedAt: number
}

const received = (proposal: PublicProposal): Received => ({ proposal, receivedAt: Date.now() })

export const getPublicProposal = (token: string) =>
  queryOptions({
    queryKey: queryKey(token),
    queryFn: async ({ signal }) =>
      received(await unwrap(publicApi().GET(one, { ...at(token), signal, cache: 'no-store' }))),
  })

export const getPublicLogo = (token: string) =>
  queryOptions({
    queryKey: ['public-proposal-logo', token],
    queryFn: async ({ signal }) =>
      (await unwrap(
        publicApi().GET(`${one}/logo`, { ...at(token), parseAs: 'blob', signal }),
      )) as unknown as Blob,
    staleTime: Infinity,
    retry: false,
  })

/** The browser fetches it by itself. */
export const pdfAddress = (token: string) =>
  `${config().apiBase}/api/v1/public/proposals/${encodeURIComponent(token)}/pdf`

export const recordView = (token: string) => unwrap(publicApi().POST(`${one}/views`, at(token)))

/** The answer is the page as it stands now. */
function useAnswer<V>(token: string, mutationFn: (variables: V) => Promise<PublicProposal>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: (proposal) => client.setQueryData(queryKey(token), received(proposal)),
    // It may have been answered already, or be over.
    onError: () => client.invalidateQueries({ queryKey: queryKey(token) }),
  })
}

export const useAccept = (token: string) =>
  useAnswer(token, (body: { name: string; cpf: string; contentHash: string }) =>
    unwrap(publicApi().POST(`${one}/acceptance`, { ...at(token), body })),
  )

export const useRefuse = (token: string) =>
  useAnswer(token, (reason: string | null) =>
    unwrap(publicApi().POST(`${one}/refusal`, { ...at(token), body: { reason } })),
  )

/** A Pix for what was accepted; asked twice, it is the same. */
export function useAskForPix(token: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(publicApi().POST(`${one}/pix`, at(token))),
    onSettled: () => client.invalidateQueries({ queryKey: queryKey(token) }),
  })
}
