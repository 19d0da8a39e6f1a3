import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

const one = '/api/v1/sales/proposals/{proposalId}' as const

export const getProposal = (proposalId: string) =>
  queryOptions({
    queryKey: keys.proposals('one', proposalId),
    queryFn: ({ signal }) => unwrap(api().GET(one, { params: { path: { proposalId } }, signal })),
  })

/** One that is not the newest. */
export const getVersion = (proposalId: string, version: number) =>
  queryOptions({
    queryKey: keys.proposals('one', proposalId, 'versions', version),
    queryFn: ({ signal }) =>
      unwrap(api().GET(`${one}/versions/{version}`, { params: { path: { proposalId, version } }, signal })),
  })

/** Who looked at it, newest first. */
export const browseViews = (proposalId: string, version: number) =>
  queryOptions({
    queryKey: keys.proposals('one', proposalId, 'versions', version, 'views'),
    queryFn: ({ signal }) =>
      unwrap(
        api().GET(`${one}/versions/{version}/views`, { params: { path: { proposalId, version } }, signal }),
      ),
    select: ({ items }) => items,
  })

/** The very file the customer gets. `as`: what it is made of, so that what changes is fetched anew and nothing else is. */
export const getPdf = (proposalId: string, version: number, as: string) =>
  queryOptions({
    queryKey: keys.files('proposal', proposalId, version, as),
    queryFn: async ({ signal }) =>
      (await unwrap(
        api().GET(`${one}/versions/{version}/pdf`, {
          params: { path: { proposalId, version } },
          parseAs: 'blob',
          signal,
        }),
      )) as unknown as Blob,
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  })
