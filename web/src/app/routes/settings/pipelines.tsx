import { PipelinesSettings } from '@/features/sales/pipelines/components/pipelines-settings'

export function Route() {
  return <PipelinesSettings />
}
