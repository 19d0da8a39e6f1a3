import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { TicketsPage } from '@/features/inbox/support-tickets/components/tickets-page'
import { useTitle } from '@/lib/use-title'

export function SupportTicketsRoute() {
  const search = useSearch({ from: '/app/chamados' })
  const navigate = useNavigate()
  useTitle(t`Chamados`)
  return (
    <TicketsPage
      search={{
        view: search.vista ?? 'all',
        status: search.situacao,
        priority: search.prioridade,
        late: search.atrasados ?? false,
        board: search.ver === 'quadro',
      }}
      onSearch={({ view, status, priority, late, board }) =>
        void navigate({
          to: '/chamados',
          search: {
            vista: view === 'all' ? undefined : view,
            situacao: status,
            prioridade: priority,
            atrasados: late || undefined,
            ver: board ? 'quadro' : undefined,
          },
          replace: true,
        })
      }
      onOpen={(id) => void navigate({ to: '/chamados/$id', params: { id } })}
    />
  )
}
