import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { PaymentPage } from '@/features/payments/pay/components/payment-page'
import { useTitle } from '@/lib/use-title'

export function PayRoute() {
  const { token } = useParams({ from: '/pay/$token' })
  const navigate = useNavigate()
  useTitle(t`Pagamento`)
  return (
    <PaymentPage
      key={token}
      token={token}
      onOpened={(payToken) =>
        void navigate({ to: '/pay/$token', params: { token: payToken }, replace: true })
      }
    />
  )
}
