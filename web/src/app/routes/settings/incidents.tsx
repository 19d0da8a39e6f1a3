import { IncidentsSettings } from '@/features/privacy/registers/components/incidents-settings'

export function Route() {
  return <IncidentsSettings />
}
