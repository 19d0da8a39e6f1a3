import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { PostBody } from '@/lib/api/types'
import { keys } from '@/lib/query'

const person = '/api/v1/privacy/contacts/{contactId}' as const

export const getPerson = (id: string) =>
  queryOptions({
    queryKey: keys.people('contact', id),
    queryFn: ({ signal }) =>
      unwrap(api().GET('/api/v1/people/contacts/{id}', { params: { path: { id } }, signal })),
  })

/** What was done shows among a person's accesses and in the request it answers. */
function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.people() }),
        client.invalidateQueries({ queryKey: keys.privacy() }),
      ]),
  })
}

export type ExportFormat = PostBody<`${typeof person}/exports`>['format']

export const useExport = (contactId: string, requestId?: string) =>
  useChange(async ({ reason, format }: { reason: string; format: ExportFormat }) => {
    const file = await unwrap(
      api().POST(`${person}/exports`, {
        params: { path: { contactId } },
        body: { reason, format, requestId: requestId ?? null },
        parseAs: 'blob',
      }),
    )
    save(file as unknown as Blob, format)
  })

export const useAnonymise = (contactId: string, requestId?: string) =>
  useChange((reason: string) =>
    unwrap(
      api().POST(`${person}/anonymisation`, {
        params: { path: { contactId } },
        body: { reason, requestId: requestId ?? null },
      }),
    ),
  )

/** The file's name stays in lists of downloads, so it says nothing of the person. */
function save(file: Blob, format: ExportFormat) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `dados-pessoais-${new Date().toLocaleDateString('sv')}.${format}`
  link.click()
  // Not at once: some browsers read it only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
