import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getLead = (leadId: string) =>
  queryOptions({
    queryKey: keys.leads('one', leadId),
    queryFn: ({ signal }) =>
      unwrap(api().GET('/api/v1/sales/leads/{leadId}', { params: { path: { leadId } }, signal })),
  })
