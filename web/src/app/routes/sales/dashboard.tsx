import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DashboardPage } from '@/features/sales/dashboard/components/dashboard-page'
import { daysText, parseDays, PERIODS } from '@/features/sales/dashboard/period'
import { SOURCES } from '@/features/sales/leads/words'
import { useSession } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'

export function DashboardRoute() {
  const search = useSearch({ from: '/app/comercial/painel' })
  const navigate = useNavigate()
  const { user } = useSession()
  useTitle(t`Painel comercial`)
  const days = parseDays(search.dias)
  return (
    <DashboardPage
      search={{
        period: days ? 'outro' : (PERIODS.find((period) => period === search.periodo) ?? '30'),
        days,
        compareTo: search.comparar === 'ano' ? 'year' : search.comparar === 'nao' ? 'none' : 'previous',
        pipelineId: search.funil,
        owner: search.dono === 'eu' ? user.id : search.dono === 'ninguem' ? 'nobody' : search.dono,
        source: SOURCES.find((source) => source === search.origem),
      }}
      onSearch={({ period, days: chosen, compareTo, pipelineId, owner, source }) =>
        void navigate({
          to: '/comercial/painel',
          search: {
            periodo: chosen || period === '30' ? undefined : period,
            dias: chosen ? daysText(chosen) : undefined,
            comparar: compareTo === 'year' ? 'ano' : compareTo === 'none' ? 'nao' : undefined,
            funil: pipelineId,
            dono: owner === user.id ? 'eu' : owner === 'nobody' ? 'ninguem' : owner,
            origem: source,
          },
          replace: true,
        })
      }
    />
  )
}
