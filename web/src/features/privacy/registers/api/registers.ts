import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { IncidentEntry, OperationEntry } from '@/lib/api/types'
import { keys } from '@/lib/query'
import { saveAs } from '@/lib/save-as'

const operations = '/api/v1/privacy/operations' as const
const incidents = '/api/v1/privacy/incidents' as const

export const listOperations = queryOptions({
  queryKey: keys.privacy('operations'),
  queryFn: async ({ signal }) => (await unwrap(api().GET(operations, { signal }))).items,
})

export const listIncidents = queryOptions({
  queryKey: keys.privacy('incidents'),
  queryFn: async ({ signal }) => (await unwrap(api().GET(incidents, { signal }))).items,
})

function useChange<V, R>(mutationFn: (variables: V) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: keys.privacy() }) })
}

/** A new entry, or the next version of one. */
export interface Written<T> {
  entry: T
  of?: { id: string; version: number }
}

export const useWriteOperation = () =>
  useChange(({ entry, of }: Written<OperationEntry>) =>
    of
      ? unwrap(
          api().PUT(`${operations}/{operationId}`, {
            params: { path: { operationId: of.id } },
            body: { version: of.version, entry },
          }),
        )
      : unwrap(api().POST(operations, { body: { entry } })),
  )

export const useWriteIncident = () =>
  useChange(async ({ entry, of }: Written<IncidentEntry>) => {
    await (of
      ? unwrap(
          api().PUT(`${incidents}/{incidentId}`, {
            params: { path: { incidentId: of.id } },
            body: { version: of.version, entry },
          }),
        )
      : unwrap(api().POST(incidents, { body: { entry } })))
  })

export const useDownload = (which: 'operations' | 'incidents') =>
  useMutation({
    mutationFn: async () => {
      const path = which === 'operations' ? (`${operations}/csv` as const) : (`${incidents}/csv` as const)
      const file = (await unwrap(api().GET(path, { parseAs: 'blob' }))) as unknown as Blob
      const name = which === 'operations' ? 'operacoes-de-tratamento' : 'incidentes'
      saveAs(file, `${name}-${new Date().toLocaleDateString('sv')}.csv`)
    },
  })
