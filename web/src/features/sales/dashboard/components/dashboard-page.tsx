import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconChartHistogram, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { EmptyState, ErrorState, PageHeader, TableSkeleton } from '@/components/ui'
import type { Dashboard, LeadSource } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { dayOf } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { type DashboardQuery, getDashboard, useSaveDashboard } from '../api/get-dashboard'
import { type Days, daysOf, type Period } from '../period'
import { daysWords, isEmpty } from '../words'
import { Charts } from './charts'
import { Filters } from './filters'
import { Totals } from './totals'
import css from './dashboard.module.css'

export interface DashboardSearch {
  period: Period
  /** Of another time. */
  days: Days | null
  compareTo: DashboardQuery['compareTo']
  pipelineId: string | undefined
  /** `nobody`, or a colleague's id; without: everybody's. */
  owner: string | undefined
  source: LeadSource | undefined
}

interface Props {
  search: DashboardSearch
  onSearch: (search: DashboardSearch) => void
}

export const EVERYTHING: DashboardSearch = {
  period: '30',
  days: null,
  compareTo: 'previous',
  pipelineId: undefined,
  owner: undefined,
  source: undefined,
}

export function DashboardPage({ search, onSearch }: Props) {
  const refetchInterval = usePolling(30_000, 60_000)
  const now = useNow(60_000)
  const days = search.days ?? daysOf(search.period === 'outro' ? '30' : search.period, dayOf(now))
  const query: DashboardQuery = {
    ...days,
    compareTo: search.compareTo,
    ...(search.pipelineId ? { pipelineId: search.pipelineId } : {}),
    ...(search.owner === 'nobody'
      ? { unowned: true as const }
      : search.owner
        ? { ownerId: search.owner }
        : {}),
    ...(search.source ? { source: search.source } : {}),
  }
  const dashboard = useQuery({ ...getDashboard(query), refetchInterval })
  const save = useSaveDashboard()
  const { comparedWith } = dashboard.data ?? {}
  return (
    <div className={record.page} data-wide>
      <PageHeader
        title={t`Painel comercial`}
        text={
          comparedWith
            ? t`${daysWords(days)}, comparado com ${daysWords(comparedWith)}.`
            : t`${daysWords(days)}.`
        }
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={save.isPending}
            onClick={() => void save.mutateAsync(query).catch(notifyError)}
          >
            {t`Baixar CSV`}
          </Button>
        }
      />
      <Filters search={search} days={days} onSearch={onSearch} />
      {dashboard.isPending ? (
        <TableSkeleton rows={8} />
      ) : dashboard.isError && !dashboard.data ? (
        <ErrorState error={dashboard.error} onRetry={() => void dashboard.refetch()} />
      ) : (
        <Told data={dashboard.data} days={days} search={search} onSearch={onSearch} />
      )}
    </div>
  )
}

function Told({ data, days, search, onSearch }: Props & { data: Dashboard; days: Days }) {
  const narrowed = search.owner ?? search.source ?? search.pipelineId
  if (isEmpty(data.total) && (!data.before || isEmpty(data.before)))
    return (
      <EmptyState
        icon={IconChartHistogram}
        title={narrowed ? t`Nada assim neste período` : t`Nada aconteceu neste período`}
        text={
          narrowed
            ? t`Tire um filtro ou escolha um período maior.`
            : t`Os números aparecem sozinhos quando a equipe anota leads e move oportunidades no funil.`
        }
        action={
          <>
            {narrowed ? (
              <Button
                variant="default"
                onClick={() => onSearch({ ...EVERYTHING, period: search.period, days: search.days })}
              >
                {t`Tirar os filtros`}
              </Button>
            ) : (
              <Button component={Link} to="/comercial/funil">
                {t`Abrir o funil`}
              </Button>
            )}
            {search.period !== '12-meses' && (
              <Button
                variant="default"
                onClick={() => onSearch({ ...search, period: '12-meses', days: null })}
              >
                {t`Ver 12 meses`}
              </Button>
            )}
          </>
        }
      />
    )
  return (
    <div className={css.told}>
      <Totals data={data} days={days} narrowed={search} />
      <Charts data={data} days={days} narrowed={search} />
    </div>
  )
}
