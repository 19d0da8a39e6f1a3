import { SicrediSettingsForm } from '@/features/payments/sicredi/components/sicredi-settings'
import { UnmatchedPayments } from '@/features/payments/unmatched/components/unmatched-payments'
import { useCan } from '@/lib/auth/session'

export function Route() {
  const canManage = useCan('payments.settings.manage')
  return (
    <>
      {canManage && <SicrediSettingsForm />}
      <UnmatchedPayments />
    </>
  )
}
