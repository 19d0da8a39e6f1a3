import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { RequestStatusPage } from '@/features/privacy/form/components/request-status'
import { useTitle } from '@/lib/use-title'

export function PrivacyStatusRoute() {
  const { token } = useParams({ from: '/privacidade/pedido/$token' })
  useTitle(t`Seu pedido`)
  return <RequestStatusPage token={token} />
}
