import type { SavedFilter } from '@/lib/api/types'
import type { InboxFilter } from './components/inbox-page'
import type { View } from './words'

export const EVERYTHING: InboxFilter = {
  view: 'all',
  status: 'open',
  teamId: undefined,
  labelId: undefined,
  priority: undefined,
}

/** What was narrowed stays so in another view; where one is mentioned, the state says nothing. */
export function inView(filter: InboxFilter, view: View): InboxFilter {
  const status = view === 'mentions' ? 'any' : filter.status === 'any' ? 'open' : filter.status
  return { ...filter, view, status }
}

export const ofSaved = ({ view, status, teamId, labelId, priority }: SavedFilter): InboxFilter => ({
  view,
  status: status ?? (view === 'mentions' ? 'any' : 'open'),
  teamId: teamId ?? undefined,
  labelId: labelId ?? undefined,
  priority: priority ?? undefined,
})

export const isSame = (one: InboxFilter, other: InboxFilter) =>
  one.view === other.view &&
  one.status === other.status &&
  one.teamId === other.teamId &&
  one.labelId === other.labelId &&
  one.priority === other.priority

/** How many conditions stand in the menu, out of sight. */
export const narrowing = ({ teamId, labelId, priority }: InboxFilter) =>
  [teamId, labelId, priority].filter(Boolean).length
