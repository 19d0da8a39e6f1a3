import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { TicketsList } from '@/features/counter/queue-tickets/components/tickets-list'
import { RefundDialog } from '@/features/payments/refunds/components/refund-dialog'
import type { TicketStatus } from '@/lib/api/types'
import { useTitle } from '@/lib/use-title'

const STATUSES: TicketStatus[] = ['pending', 'paid', 'called', 'completed', 'no_show', 'cancelled']

export function TicketsRoute() {
  const search = useSearch({ from: '/app/senhas' })
  const navigate = useNavigate()
  useTitle(t`Senhas`)
  return (
    <TicketsList
      status={STATUSES.find((status) => status === search.status)}
      openId={search.senha}
      onStatus={(status) => void navigate({ to: '/senhas', search: { status } })}
      onOpen={(senha) =>
        void navigate({ to: '/senhas', search: { ...search, senha }, replace: senha === undefined })
      }
      refund={(paymentId, left, opened, onClose) => (
        <RefundDialog key={paymentId} paymentId={paymentId} left={left} opened={opened} onClose={onClose} />
      )}
    />
  )
}
