import { AlertsSettings } from '@/features/inbox/alerts/components/alerts-settings'

export function Route() {
  return <AlertsSettings />
}
