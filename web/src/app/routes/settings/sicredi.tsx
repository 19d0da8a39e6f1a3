import { SicrediSettingsForm } from '@/features/payments/sicredi/components/sicredi-settings'

export const Route = SicrediSettingsForm
