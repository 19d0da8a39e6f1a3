import { OperationsSettings } from '@/features/privacy/registers/components/operations-settings'

export function Route() {
  return <OperationsSettings />
}
