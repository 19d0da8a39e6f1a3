import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import record from '@/components/record/record.module.css'
import type { LeadSource } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { sourceName, SOURCES } from '../../leads/words'
import { listPipelines, listSellers } from '../../pipelines/api/pipelines'
import { type Days, lengthOf, MOST_DAYS, type Period, PERIODS } from '../period'
import { periodName } from '../words'
import type { DashboardSearch } from './dashboard-page'

interface Props {
  search: DashboardSearch
  days: Days
  onSearch: (search: DashboardSearch) => void
}

export function Filters({ search, days, onSearch }: Props) {
  return (
    <div className={record.filters} role="group" aria-label={t`Filtros`}>
      <Select
        size="xs"
        aria-label={t`Período`}
        allowDeselect={false}
        value={search.period}
        data={PERIODS.map((value) => ({ value, label: periodName(value) }))}
        onChange={(value) =>
          onSearch({ ...search, period: value as Period, days: value === 'outro' ? days : null })
        }
      />
      {search.period === 'outro' && (
        <FromTo days={days} onChange={(chosen) => onSearch({ ...search, days: chosen })} />
      )}
      <Select
        size="xs"
        aria-label={t`Comparar com`}
        allowDeselect={false}
        value={search.compareTo}
        data={[
          { value: 'previous', label: t`Período anterior` },
          { value: 'year', label: t`Um ano antes` },
          { value: 'none', label: t`Sem comparar` },
        ]}
        onChange={(value) => onSearch({ ...search, compareTo: value as DashboardSearch['compareTo'] })}
      />
      <PipelineFilter search={search} onSearch={onSearch} />
      <OwnerFilter search={search} onSearch={onSearch} />
      <Select
        size="xs"
        aria-label={t`Origem`}
        value={search.source ?? ''}
        data={[
          { value: '', label: t`Toda origem` },
          ...SOURCES.map((value) => ({ value, label: sourceName(value) })),
        ]}
        onChange={(value) => onSearch({ ...search, source: (value || undefined) as LeadSource | undefined })}
      />
    </div>
  )
}

/** What is no time, or too long a one, is shown as such and asks for nothing. */
function FromTo({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const change = (changed: Days) => {
    const length = lengthOf(changed)
    if (length >= 1 && length <= MOST_DAYS) onChange(changed)
  }
  return (
    <>
      <TextInput
        size="xs"
        type="date"
        aria-label={t`De`}
        value={days.from}
        max={days.to}
        onChange={({ currentTarget }) => change({ ...days, from: currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t`Até`}
        value={days.to}
        min={days.from}
        onChange={({ currentTarget }) => change({ ...days, to: currentTarget.value })}
      />
    </>
  )
}

function PipelineFilter({ search, onSearch }: Omit<Props, 'days'>) {
  const pipelines = useQuery(listPipelines)
  if ((pipelines.data?.length ?? 0) < 2) return null
  return (
    <Select
      size="xs"
      aria-label={t`Funil`}
      value={search.pipelineId ?? ''}
      data={[
        { value: '', label: t`Todos os funis` },
        ...pipelines.data!.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => onSearch({ ...search, pipelineId: value || undefined })}
    />
  )
}

function OwnerFilter({ search, onSearch }: Omit<Props, 'days'>) {
  const { user } = useSession()
  const seesAll = useCan('sales.read_all')
  const sellers = useQuery({ ...listSellers, enabled: seesAll })
  const others = sellers.data?.filter(({ id }) => id !== user.id) ?? []
  return (
    <Select
      size="xs"
      aria-label={t`De quem`}
      value={search.owner ?? ''}
      data={[
        { value: '', label: seesAll ? t`De todos` : t`Meus e sem dono` },
        { value: user.id, label: t`Meus` },
        { value: 'nobody', label: t`Sem dono` },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => onSearch({ ...search, owner: value || undefined })}
    />
  )
}
