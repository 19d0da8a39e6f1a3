import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconChartBar, IconFilter, IconLayoutColumns, IconList, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { EmptyState, ErrorState, PageHeader, TableSkeleton } from '@/components/ui'
import type { LeadSource, OpportunityStatus, Pipeline } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { Chip, DaysChip } from '../../dashboard/components/days-chip'
import type { Days } from '../../dashboard/period'
import { sourceName } from '../../leads/words'
import { listPipelines, listSellers } from '../../pipelines/api/pipelines'
import type { BoardFilter } from '../api/get-board'
import { STATUSES, statusWords } from '../words'
import { Board } from './board'
import { Forecast } from './forecast'
import { OpportunitiesList } from './opportunities-list'
import { OpportunityDialog } from './opportunity-dialog'
import css from './sales.module.css'

export interface FunnelSearch {
  /** Without: the first. */
  pipeline: string | undefined
  /** Without: everybody's. */
  owner: 'nobody' | (string & {}) | undefined
  late: boolean
  list: boolean
  /** Of the list; the board shows what is open. So all that follow. */
  status: OpportunityStatus | undefined
  stage: string | undefined
  source: LeadSource | undefined
  /** In these days; of every pipeline, where none is named. */
  opened: Days | undefined
  closed: Days | undefined
}

const UNNARROWED = {
  status: undefined,
  stage: undefined,
  source: undefined,
  opened: undefined,
  closed: undefined,
}

interface Props {
  search: FunnelSearch
  onSearch: (search: FunnelSearch) => void
  onOpen: (id: string) => void
}

export function FunnelPage({ search, onSearch, onOpen }: Props) {
  const pipelines = useQuery(listPipelines)
  const pipeline =
    pipelines.data?.find(({ id }) => id === search.pipeline) ?? pipelines.data?.find(({ active }) => active)
  if (pipelines.isPending)
    return (
      <div className={record.page} data-wide>
        <TableSkeleton rows={6} />
      </div>
    )
  if (!pipeline)
    return (
      <div className={record.page}>
        {pipelines.isError ? (
          <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />
        ) : (
          <EmptyState icon={IconFilter} title={t`Nenhum funil em uso`} />
        )}
      </div>
    )
  return (
    <Funnel
      pipelines={pipelines.data!}
      pipeline={pipeline}
      search={search}
      onSearch={onSearch}
      onOpen={onOpen}
    />
  )
}

function Funnel(props: Props & { pipelines: Pipeline[]; pipeline: Pipeline }) {
  const { pipelines, pipeline, search, onSearch, onOpen } = props
  const mayWrite = useCan('sales.opportunities.write')
  const [opening, setOpening] = useState({ n: 0, stageId: undefined as string | undefined })
  const [dialog, setDialog] = useState<'new' | 'forecast' | null>(null)
  const open = (stageId?: string) => {
    setOpening(({ n }) => ({ n: n + 1, stageId }))
    setDialog('new')
  }
  useHotkeys({ c: mayWrite ? () => open() : undefined })
  const filter: BoardFilter = {
    ...(search.owner === 'nobody'
      ? { unowned: true as const }
      : search.owner
        ? { ownerId: search.owner }
        : {}),
    ...(search.late ? { overdue: true as const } : {}),
  }
  return (
    <div className={record.page} data-wide={!search.list || undefined}>
      <PageHeader
        title={t`Funil`}
        text={t`O que a empresa está vendendo, etapa por etapa.`}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconChartBar size={16} />}
              onClick={() => setDialog('forecast')}
            >
              {t`Previsão`}
            </Button>
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => open()}>
                {t`Nova oportunidade`}
              </Button>
            )}
          </>
        }
      />
      <Filters pipelines={pipelines} pipeline={pipeline} search={search} onSearch={onSearch} />
      {search.list ? (
        <OpportunitiesList
          filter={{
            ...filter,
            ...(isOfAll(search) ? {} : { pipelineId: pipeline.id }),
            ...(search.status ? { status: search.status } : {}),
            ...(search.stage ? { stageId: search.stage } : {}),
            ...(search.source ? { source: search.source } : {}),
            ...(search.opened ? { openedFrom: search.opened.from, openedTo: search.opened.to } : {}),
            ...(search.closed ? { closedFrom: search.closed.from, closedTo: search.closed.to } : {}),
          }}
          onOpen={onOpen}
          onNew={mayWrite ? () => open() : undefined}
          onAll={() => onSearch({ ...search, ...UNNARROWED, owner: undefined, late: false })}
        />
      ) : (
        <Board
          key={pipeline.id}
          pipeline={pipeline}
          filter={filter}
          onOpen={onOpen}
          onNew={mayWrite ? open : undefined}
          onList={() => onSearch({ ...search, ...UNNARROWED, list: true, status: 'open' })}
        />
      )}
      <OpportunityDialog
        key={opening.n}
        opened={dialog === 'new'}
        onClose={() => setDialog(null)}
        pipeline={pipeline}
        stageId={opening.stageId}
      />
      <Forecast
        pipeline={pipeline}
        filter={filter}
        opened={dialog === 'forecast'}
        onClose={() => setDialog(null)}
      />
    </div>
  )
}

function Filters({
  pipelines,
  pipeline,
  search,
  onSearch,
}: Omit<Props, 'onOpen'> & { pipelines: Pipeline[]; pipeline: Pipeline }) {
  const { user } = useSession()
  const seesAll = useCan('sales.read_all')
  const sellers = useQuery({ ...listSellers, enabled: seesAll })
  const others = sellers.data?.filter(({ id }) => id !== user.id) ?? []
  return (
    <div className={record.filters}>
      <SegmentedControl
        size="xs"
        aria-label={t`Como mostrar`}
        value={search.list ? 'list' : 'board'}
        onChange={(value) => onSearch({ ...search, ...UNNARROWED, list: value === 'list' })}
        data={[
          {
            value: 'board',
            label: (
              <span className={css.segment}>
                <IconLayoutColumns size={15} aria-hidden /> {t`Quadro`}
              </span>
            ),
          },
          {
            value: 'list',
            label: (
              <span className={css.segment}>
                <IconList size={15} aria-hidden /> {t`Lista`}
              </span>
            ),
          },
        ]}
      />
      {pipelines.filter(({ active, id }) => active || id === pipeline.id).length > 1 && (
        <Select
          size="xs"
          aria-label={t`Funil`}
          allowDeselect={false}
          value={isOfAll(search) ? '' : pipeline.id}
          data={[
            ...(isOfAll(search) ? [{ value: '', label: t`Todos os funis` }] : []),
            ...pipelines
              .filter(({ active, id }) => active || id === pipeline.id)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => onSearch({ ...search, pipeline: value || undefined, stage: undefined })}
        />
      )}
      <Select
        size="xs"
        aria-label={t`De quem`}
        allowDeselect={false}
        value={search.owner ?? ''}
        data={[
          { value: '', label: seesAll ? t`De todos` : t`Minhas e sem dono` },
          { value: user.id, label: t`Minhas` },
          { value: 'nobody', label: t`Sem dono` },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(value) => onSearch({ ...search, owner: value || undefined })}
      />
      {search.list && (
        <Select
          size="xs"
          aria-label={t`Situação`}
          allowDeselect={false}
          value={search.status ?? ''}
          data={[
            { value: '', label: t`Toda situação` },
            ...STATUSES.map((value) => ({ value, label: statusWords(value).many })),
          ]}
          onChange={(value) => onSearch({ ...search, status: (value || undefined) as OpportunityStatus })}
        />
      )}
      {search.list && <Narrowed pipelines={pipelines} search={search} onSearch={onSearch} />}
      <button
        type="button"
        className={record.late}
        aria-pressed={search.late}
        onClick={() => onSearch({ ...search, late: !search.late })}
      >
        {t`Atrasadas`}
      </button>
    </div>
  )
}

/** What the figures of the dashboard narrowed the list to. */
function Narrowed({ pipelines, search, onSearch }: Omit<Props, 'onOpen'> & { pipelines: Pipeline[] }) {
  const stage = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === search.stage)
  return (
    <>
      {stage && <Chip onRemove={() => onSearch({ ...search, stage: undefined })}>{stage.name}</Chip>}
      {search.source && (
        <Chip onRemove={() => onSearch({ ...search, source: undefined })}>{sourceName(search.source)}</Chip>
      )}
      {search.opened && (
        <DaysChip
          label={t`Abertas`}
          days={search.opened}
          onRemove={() => onSearch({ ...search, opened: undefined })}
        />
      )}
      {search.closed && (
        <DaysChip
          label={t`Encerradas`}
          days={search.closed}
          onRemove={() => onSearch({ ...search, closed: undefined })}
        />
      )}
    </>
  )
}

const isOfAll = ({ list, pipeline, opened, closed }: FunnelSearch) =>
  list && !pipeline && !!(opened ?? closed)
