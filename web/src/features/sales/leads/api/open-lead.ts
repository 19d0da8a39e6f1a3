import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import type { NewLead } from '@/lib/api/types'
import { keys } from '@/lib/query'

interface Variables {
  body: NewLead
  /** The same for every attempt at the same lead. */
  key: string
}

export function useOpenLead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: Variables) =>
      unwrap(api().POST('/api/v1/sales/leads', { body, headers: { 'Idempotency-Key': key } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.leads('list') })
      void client.invalidateQueries({ queryKey: keys.people() })
    },
  })
}
