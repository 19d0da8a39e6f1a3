import { ScoringSettings } from '@/features/sales/lead-scores/components/scoring-settings'

export function Route() {
  return <ScoringSettings />
}
