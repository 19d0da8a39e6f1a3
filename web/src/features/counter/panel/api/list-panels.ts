import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listPanels = queryOptions({
  queryKey: keys.settings('panels'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/counter/panels', { params: { query: wholeList }, signal }))).items,
})
