import { ConsentTextsSettings } from '@/features/privacy/consents/components/consent-texts-settings'

export function Route() {
  return <ConsentTextsSettings />
}
