import { useParams } from '@tanstack/react-router'
import { PublicLeadFormPage } from '@/features/sales/public-lead-form/components/public-lead-form-page'

export function PublicLeadFormRoute() {
  const { token } = useParams({ from: '/f/$token' })
  return <PublicLeadFormPage key={token} token={token} />
}
