import { useMatches, useRouter, type AnyRoute } from '@tanstack/react-router'
import { isAvailable, isOffered, useFeatures } from '@/lib/features'

/** Whether the page at an address is one the company has: nothing leads to the others. */
export function useShows(): (to: string) => boolean {
  const pages = useRouter().routesByPath as Record<string, AnyRoute>
  const answer = useFeatures()
  return (to) => {
    const feature = pages[to]?.options.staticData?.feature
    return feature !== undefined && isAvailable(feature, answer)
  }
}

/** Whether the page that is open is certain not to be one the company has. */
export function useIsRefused(): boolean {
  const feature = useMatches({ select: (matches) => matches.at(-1)?.staticData.feature })
  const answer = useFeatures()
  return feature !== undefined && !isOffered(feature, answer)
}
