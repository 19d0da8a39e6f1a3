import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadSource } from '@/lib/api/types'
import { saveAs } from '@/lib/save-as'

export interface DashboardQuery {
  from: string
  to: string
  compareTo: 'previous' | 'year' | 'none'
  pipelineId?: string
  ownerId?: string
  unowned?: true
  source?: LeadSource
}

export const getDashboard = (query: DashboardQuery) =>
  queryOptions({
    queryKey: ['dashboard', query],
    queryFn: ({ signal }) => unwrap(api().GET('/api/v1/sales/dashboard', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })

export const useSaveDashboard = () =>
  useMutation({
    mutationFn: async (query: DashboardQuery) => {
      const file = await unwrap(
        api().GET('/api/v1/sales/dashboard.csv', { params: { query }, parseAs: 'blob' }),
      )
      saveAs(file as unknown as Blob, `painel-comercial-${query.from}-a-${query.to}.csv`)
    },
  })
