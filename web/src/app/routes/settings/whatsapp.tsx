import { WhatsAppSettings } from '@/features/channels/accounts/components/whatsapp-settings'

export function Route() {
  return <WhatsAppSettings />
}
