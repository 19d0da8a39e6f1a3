import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { OpportunityPage } from '@/features/sales/opportunities/components/opportunity-page'
import { useTitle } from '@/lib/use-title'
import { useShows } from '../../use-shows'

const TO = '/comercial/propostas/$id'

export function OpportunityRoute() {
  const { id } = useParams({ from: '/app/comercial/oportunidades/$id' })
  const navigate = useNavigate()
  const shows = useShows()
  useTitle(t`Oportunidade`)
  return (
    <OpportunityPage
      key={id}
      id={id}
      onLost={() => void navigate({ to: '/comercial/funil' })}
      onProposal={
        shows(TO) ? (proposalId) => void navigate({ to: TO, params: { id: proposalId } }) : undefined
      }
    />
  )
}
