import { FieldsSettings } from '@/features/people/fields/components/fields-settings'

export function Route() {
  return <FieldsSettings />
}
