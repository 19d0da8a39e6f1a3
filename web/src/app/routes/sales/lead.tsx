import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Timeline } from '@/features/people/timeline/components/timeline'
import { LeadPage } from '@/features/sales/leads/components/lead-page'
import { useTitle } from '@/lib/use-title'

export function LeadRoute() {
  const { leadId } = useParams({ from: '/app/comercial/leads/$leadId' })
  const navigate = useNavigate()
  useTitle(t`Lead`)
  return (
    <LeadPage
      key={leadId}
      id={leadId}
      onLost={() => void navigate({ to: '/comercial/leads' })}
      onConverted={(id) => void navigate({ to: '/comercial/oportunidades/$id', params: { id } })}
      past={(contactId) => <Timeline contactId={contactId} except={leadId} />}
    />
  )
}
