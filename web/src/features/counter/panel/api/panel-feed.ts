import { publicApi, unwrap } from '@/lib/api/client'
import type { PanelFeed } from '@/lib/api/types'

/** Calls after a sequence, or the last few when it is not given. */
export function fetchPanelFeed(
  panelToken: string,
  after: number | null,
  signal?: AbortSignal,
): Promise<PanelFeed> {
  return unwrap(
    publicApi().GET('/api/v1/counter/panel', {
      params: { query: after === null ? {} : { after } },
      headers: { Authorization: `Bearer ${panelToken}` },
      cache: 'no-store',
      signal,
    }),
  )
}
