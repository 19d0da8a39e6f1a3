import { CompanySettings } from '@/features/identity/tenant/components/company-settings'

export function Route() {
  return <CompanySettings />
}
