import { LabelsSettings } from '@/features/inbox/labels/components/labels-settings'

export function Route() {
  return <LabelsSettings />
}
