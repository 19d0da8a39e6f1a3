import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { PaymentPage } from '@/features/payments/pay/components/payment-page'
import { useTitle } from '@/lib/use-title'

export function PayRoute() {
  const { token } = useParams({ from: '/pay/$token' })
  useTitle(t`Pagamento`)
  return <PaymentPage token={token} />
}
