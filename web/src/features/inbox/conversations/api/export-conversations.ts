import { useMutation } from '@tanstack/react-query'
import { api, unwrap } from '@/lib/api/client'
import { saveAs } from '@/lib/save-as'

export interface Export {
  rows: 'conversations' | 'messages'
  from: string
  to: string
}

/** Saved when all of it is here: what breaks off half-way is an error, and no file. */
export const useExportConversations = () =>
  useMutation({
    mutationFn: async ({ rows, from, to }: Export) => {
      const params = { query: { from, to } }
      const file = await (rows === 'conversations'
        ? unwrap(api().GET('/api/v1/inbox/conversations/csv', { params, parseAs: 'blob' }))
        : unwrap(api().GET('/api/v1/inbox/conversations/messages/csv', { params, parseAs: 'blob' })))
      const name = rows === 'conversations' ? 'conversas' : 'mensagens'
      saveAs(file as unknown as Blob, `${name}-${from}-a-${to}.csv`)
    },
  })
