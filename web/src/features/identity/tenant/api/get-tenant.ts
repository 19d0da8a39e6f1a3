import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

export const getTenant = queryOptions({
  queryKey: keys.settings('tenant'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/tenant', { signal })),
})
