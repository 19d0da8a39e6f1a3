import { t } from '@lingui/core/macro'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { PersonSearch } from '@/features/people/contacts/components/person-search'
import { daysText, parseDays } from '@/features/sales/dashboard/period'
import { LeadsPage } from '@/features/sales/leads/components/leads-page'
import { SOURCES, STATUSES } from '@/features/sales/leads/words'
import { useTitle } from '@/lib/use-title'

const TO = '/comercial/leads'
const VIEWS = ['mine', 'unowned'] as const
const ORDERS = ['score', 'next_step'] as const

export function LeadsRoute() {
  const search = useSearch({ from: '/app/comercial/leads' })
  const text = useLocation({ select: ({ state }) => state.busca ?? '' })
  const navigate = useNavigate()
  useTitle(t`Leads`)
  return (
    <LeadsPage
      search={{
        view: VIEWS.find((view) => view === search.vista) ?? 'all',
        status: search.situacao === 'any' ? 'any' : STATUSES.find((status) => status === search.situacao),
        source: SOURCES.find((source) => source === search.origem),
        ownerId: search.dono,
        late: search.atrasados ?? false,
        order: ORDERS.find((order) => order === search.ordem) ?? 'newest',
        opened: parseDays(search.abertos) ?? undefined,
      }}
      text={text}
      onSearch={({ view, status, source, ownerId, late, order, opened }) =>
        void navigate({
          to: TO,
          search: {
            vista: view === 'all' ? undefined : view,
            situacao: status,
            origem: source,
            dono: ownerId,
            atrasados: late || undefined,
            ordem: order === 'newest' ? undefined : order,
            abertos: opened && daysText(opened),
          },
          replace: true,
          state: true,
        })
      }
      onText={(busca) =>
        void navigate({
          to: TO,
          search,
          replace: true,
          state: (before) => ({ ...before, busca: busca || undefined }),
        })
      }
      onOpen={(leadId) => void navigate({ to: '/comercial/leads/$leadId', params: { leadId } })}
      onImports={() => void navigate({ to: '/comercial/leads/importacoes' })}
      picker={(props) => <PersonSearch {...props} />}
    />
  )
}
