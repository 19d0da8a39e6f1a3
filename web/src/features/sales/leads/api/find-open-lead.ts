import { api, unwrap } from '@/lib/api/client'
import type { Lead, NewLead } from '@/lib/api/types'

/** Of the person a new one was meant for, the lead that is in its way; null when it is not for these eyes. */
export async function findOpenLead({ contactId, person }: NewLead): Promise<Lead | null> {
  const query = { open: true, limit: 1 }
  const text = person?.phone ?? person?.email ?? person?.cpf ?? person?.cnpj
  const { items } = await unwrap(
    contactId
      ? api().GET('/api/v1/sales/leads', { params: { query: { ...query, contactId } } })
      : api().POST('/api/v1/sales/leads/searches', { params: { query }, body: { text: text ?? '' } }),
  )
  return items[0] ?? null
}
