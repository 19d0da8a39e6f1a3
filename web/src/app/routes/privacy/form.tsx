import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { RequestForm } from '@/features/privacy/form/components/request-form'
import { useTitle } from '@/lib/use-title'

export function PrivacyFormRoute() {
  const { token } = useParams({ from: '/privacidade/$token' })
  useTitle(t`Seus dados`)
  return <RequestForm token={token} />
}
