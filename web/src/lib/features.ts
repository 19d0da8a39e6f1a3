import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, unwrap } from './api/client'
import type { Get } from './api/types'
import { IN_MVP, type Feature } from './feature-table'
import { keys } from './query'

declare global {
  /** Written by mvp-mode-plugin.ts as constants, so that what is behind a false one is not even built. Only ever `BUILT.quotes`, never `BUILT[name]`. */
  const BUILT: Readonly<Record<Feature, boolean>>
}

/** Changed by whoever runs the installation, once in a company's life. */
export const getFeatures = queryOptions({
  queryKey: keys.me('features'),
  queryFn: ({ signal }) => unwrap(api().GET('/api/v1/features', { signal })),
  staleTime: 5 * 60_000,
})

type Answer = Get<'/api/v1/features'>

/** False only for what is certain not to be there: a page of which it is not known yet is opened, and told by the API. */
export function isOffered(feature: Feature, answer: Answer | undefined): boolean {
  if (!IN_MVP[feature] && import.meta.env.VITE_MVP_MODE === 'true') return false
  return !answer || answer.items.some((item) => item.feature === feature && item.available)
}

/** Until the server has answered only what everybody has: nothing is shown that then goes away. */
export const isAvailable = (feature: Feature, answer: Answer | undefined) =>
  (IN_MVP[feature] || answer !== undefined) && isOffered(feature, answer)

export const useFeatures = () => useQuery(getFeatures).data
