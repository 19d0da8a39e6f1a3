import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { keys } from '@/lib/query'

/** Of one ticket, or the newest of all. */
export const listPrintJobs = (ticketId?: string) =>
  queryOptions({
    queryKey: keys.printJobs(ticketId ?? 'recent'),
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api().GET('/api/v1/counter/print-jobs', {
            params: { query: ticketId ? { ticketId } : { limit: 100 } },
            signal,
          }),
        )
      ).items,
  })
