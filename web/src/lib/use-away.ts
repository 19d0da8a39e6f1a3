import { useReach } from './realtime'
import { useNow } from './use-now'

/** Shorter gaps happen in every lift; what was missed in them is told after. */
const AWAY_MS = 10_000

/** Whether nothing has been heard of the server for longer than a moment. */
export function useAway(): boolean {
  const { state, since } = useReach()
  const now = useNow(2_000)
  return state !== 'live' && now - since > AWAY_MS
}
