import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { wholeList } from '@/lib/api/paging'
import { keys } from '@/lib/query'

export const listPrinters = queryOptions({
  queryKey: keys.settings('printers'),
  queryFn: async ({ signal }) =>
    (await unwrap(api().GET('/api/v1/counter/printers', { params: { query: wholeList }, signal }))).items,
})
