import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadColumn, LeadImport, LeadImportDetails } from '@/lib/api/types'
import { fileForm } from '@/lib/file-form'
import { keys } from '@/lib/query'
import { saveAs } from '@/lib/save-as'

const all = '/api/v1/sales/lead-imports' as const
const one = `${all}/{importId}` as const
const path = (importId: string) => ({ params: { path: { importId } } })
const keyOf = (id: string) => keys.leads('imports', 'one', id)

/** Newest first. */
export const browseLeadImports = infiniteQueryOptions({
  queryKey: keys.leads('imports', 'list'),
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api().GET(all, {
        params: { query: { limit: 30, ...(pageParam ? { after: pageParam } : {}) } },
        signal,
      }),
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

export const getLeadImport = (id: string) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => unwrap(api().GET(one, { ...path(id), signal })),
  })

export function useUploadLeads() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => unwrap(api().POST(all, fileForm(file, file.name || 'leads.csv'))),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.leads('imports') }),
  })
}

/** Looked at anew with what its columns mean now. */
export function useMapLeads(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (columns: LeadColumn[]) =>
      unwrap(api().PUT(`${one}/columns`, { ...path(id), body: { columns } })),
    onSuccess: (details) => client.setQueryData(keyOf(id), details),
  })
}

function useAct(id: string, act: () => Promise<LeadImport>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: (changed) =>
      client.setQueryData<LeadImportDetails>(
        keyOf(id),
        (before) =>
          before && {
            ...before,
            import: changed,
            preview: changed.status === 'uploaded' ? before.preview : null,
          },
      ),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.leads('imports') }),
  })
}

export const useStartLeadImport = (id: string) =>
  useAct(id, () => unwrap(api().PUT(`${one}/start`, path(id))))

export const useCancelLeadImport = (id: string) =>
  useAct(id, () => unwrap(api().PUT(`${one}/cancellation`, path(id))))

export const useUndoLeadImport = (id: string) => useAct(id, () => unwrap(api().PUT(`${one}/undo`, path(id))))

export function useDiscardLeadImport(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api().DELETE(one, path(id))),
    onSuccess: () => {
      client.removeQueries({ queryKey: keyOf(id) })
      void client.invalidateQueries({ queryKey: keys.leads('imports', 'list') })
    },
  })
}

export const useSaveProblems = (id: string) =>
  useMutation({
    mutationFn: async () => {
      const rows = await unwrap(api().GET(`${one}/problems/csv`, { ...path(id), parseAs: 'blob' }))
      saveAs(rows as unknown as Blob, 'leads-com-erro.csv')
    },
  })
