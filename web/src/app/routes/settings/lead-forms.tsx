import { LeadFormsSettings } from '@/features/sales/lead-forms/components/lead-forms-settings'

export function Route() {
  return <LeadFormsSettings />
}
