import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { LeadScoring } from '@/lib/api/types'
import { keys } from '@/lib/query'

const path = '/api/v1/sales/lead-scoring' as const

/** What the company gives points for. */
export const getLeadScoring = queryOptions({
  queryKey: keys.settings('lead-scoring'),
  queryFn: ({ signal }) => unwrap(api().GET(path, { signal })),
})

export function useChangeLeadScoring() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: LeadScoring) => unwrap(api().PUT(path, { body })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.settings('lead-scoring') })
      void client.invalidateQueries({ queryKey: keys.leads() })
    },
  })
}
