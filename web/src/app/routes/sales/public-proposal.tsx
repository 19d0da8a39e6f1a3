import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { PublicProposalPage } from '@/features/sales/public-proposal/components/public-proposal-page'
import { useTitle } from '@/lib/use-title'

export function PublicProposalRoute() {
  const { token } = useParams({ from: '/p/$token' })
  useTitle(t`Proposta`)
  return <PublicProposalPage key={token} token={token} />
}
