import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { daysText, parseDays } from '@/features/sales/dashboard/period'
import { SOURCES } from '@/features/sales/leads/words'
import { ProposalsPage } from '@/features/sales/proposals/components/proposals-page'
import { STATUSES } from '@/features/sales/proposals/words'
import { useSession } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'

export function ProposalsRoute() {
  const search = useSearch({ from: '/app/comercial/propostas' })
  const navigate = useNavigate()
  const { user } = useSession()
  useTitle(t`Propostas`)
  return (
    <ProposalsPage
      search={{
        status: STATUSES.find((status) => status === search.situacao),
        owner: search.dono === 'eu' ? user.id : search.dono === 'ninguem' ? 'nobody' : search.dono,
        number: search.numero,
        pipeline: search.funil,
        source: SOURCES.find((source) => source === search.origem),
        sent: parseDays(search.enviadas) ?? undefined,
        accepted: parseDays(search.aceitas) ?? undefined,
      }}
      onSearch={({ status, owner, number, pipeline, source, sent, accepted }) =>
        void navigate({
          to: '/comercial/propostas',
          search: {
            situacao: status,
            dono: owner === user.id ? 'eu' : owner === 'nobody' ? 'ninguem' : owner,
            numero: number,
            funil: pipeline,
            origem: source,
            enviadas: sent && daysText(sent),
            aceitas: accepted && daysText(accepted),
          },
          replace: true,
        })
      }
      onOpen={(id) => void navigate({ to: '/comercial/propostas/$id', params: { id } })}
    />
  )
}
