import { PanelsSettings } from '@/features/counter/panel/components/panels-settings'

export function Route() {
  return <PanelsSettings />
}
