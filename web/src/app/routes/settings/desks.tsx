import { DesksSettings } from '@/features/counter/desks/components/desks-settings'

export function Route() {
  return <DesksSettings />
}
