import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { daysText, parseDays } from '@/features/sales/dashboard/period'
import { SOURCES } from '@/features/sales/leads/words'
import { FunnelPage } from '@/features/sales/opportunities/components/funnel-page'
import { STATUSES } from '@/features/sales/opportunities/words'
import { useSession } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'

export function FunnelRoute() {
  const search = useSearch({ from: '/app/comercial/funil' })
  const navigate = useNavigate()
  const { user } = useSession()
  useTitle(t`Funil`)
  return (
    <FunnelPage
      search={{
        pipeline: search.funil,
        owner: search.dono === 'eu' ? user.id : search.dono === 'ninguem' ? 'nobody' : search.dono,
        late: search.atrasadas ?? false,
        list: search.ver === 'lista',
        status: STATUSES.find((status) => status === search.situacao),
        stage: search.etapa,
        source: SOURCES.find((source) => source === search.origem),
        opened: parseDays(search.abertas) ?? undefined,
        closed: parseDays(search.encerradas) ?? undefined,
      }}
      onSearch={({ pipeline, owner, late, list, status, stage, source, opened, closed }) =>
        void navigate({
          to: '/comercial/funil',
          search: {
            funil: pipeline,
            dono: owner === user.id ? 'eu' : owner === 'nobody' ? 'ninguem' : owner,
            atrasadas: late || undefined,
            ver: list ? 'lista' : undefined,
            situacao: status,
            etapa: stage,
            origem: source,
            abertas: opened && daysText(opened),
            encerradas: closed && daysText(closed),
          },
          replace: true,
        })
      }
      onOpen={(id) => void navigate({ to: '/comercial/oportunidades/$id', params: { id } })}
    />
  )
}
