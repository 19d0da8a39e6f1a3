import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { ProposalSettingsInput } from '@/lib/api/types'
import { fileForm } from '@/lib/file-form'
import { keys } from '@/lib/query'

const path = '/api/v1/sales/proposal-settings' as const

export const getProposalSettings = queryOptions({
  queryKey: keys.settings('proposals'),
  queryFn: ({ signal }) => unwrap(api().GET(path, { signal })),
})

/** A logo never changes: another one has another id. */
export const getLogo = (logoId: string) =>
  queryOptions({
    queryKey: keys.files('proposal-logo', logoId),
    queryFn: async ({ signal }) =>
      (await unwrap(api().GET(`${path}/logo`, { parseAs: 'blob', signal }))) as unknown as Blob,
    staleTime: Infinity,
    retry: false,
  })

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.settings('proposals') })
      // The letterhead stands in every draft's file.
      void client.invalidateQueries({ queryKey: keys.files('proposal') })
    },
  })
}

export const useChangeProposalSettings = () =>
  useChange((body: ProposalSettingsInput) => unwrap(api().PUT(path, { body })))

export const useChangeLogo = () =>
  useChange((picture: Blob) => unwrap(api().PUT(`${path}/logo`, fileForm(picture, 'logo'))))

export const useRemoveLogo = () => useChange(() => unwrap(api().DELETE(`${path}/logo`)))
