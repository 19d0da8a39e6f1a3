import { ServicesSettings } from '@/features/counter/services/components/services-settings'

export function Route() {
  return <ServicesSettings />
}
