import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { TicketPage } from '@/features/inbox/support-tickets/components/ticket-page'
import { useTitle } from '@/lib/use-title'

export function SupportTicketRoute() {
  const { id } = useParams({ from: '/app/chamados/$id' })
  const navigate = useNavigate()
  useTitle(t`Chamado`)
  return (
    <TicketPage
      key={id}
      id={id}
      onOpen={(other) => void navigate({ to: '/chamados/$id', params: { id: other } })}
      onLost={() => void navigate({ to: '/chamados' })}
    />
  )
}
