import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import record from '@/components/record/record.module.css'
import { PageHeader } from '@/components/ui'
import { SearchBox } from '@/components/ui/search-box'
import type { LeadSource, ProposalStatus } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { Chip, DaysChip } from '../../dashboard/components/days-chip'
import type { Days } from '../../dashboard/period'
import { sourceName } from '../../leads/words'
import { listPipelines, listSellers } from '../../pipelines/api/pipelines'
import type { ProposalFilter } from '../api/browse-proposals'
import { STATUSES, statusWords } from '../words'
import { ProposalsList } from './proposals-list'
import css from './proposals.module.css'

export interface ProposalsSearch {
  status: ProposalStatus | undefined
  /** Without: everybody's. */
  owner: 'nobody' | (string & {}) | undefined
  number: number | undefined
  pipeline: string | undefined
  source: LeadSource | undefined
  /** Sent in these days, and still to be answered. */
  sent: Days | undefined
  accepted: Days | undefined
}

const ALL = {
  status: undefined,
  owner: undefined,
  number: undefined,
  pipeline: undefined,
  source: undefined,
  sent: undefined,
  accepted: undefined,
}

interface Props {
  search: ProposalsSearch
  onSearch: (search: ProposalsSearch) => void
  onOpen: (id: string) => void
}

export function ProposalsPage({ search, onSearch, onOpen }: Props) {
  const { status, owner, number, pipeline, source, sent, accepted } = search
  const filter: ProposalFilter = {
    ...(status ? { status } : {}),
    ...(owner === 'nobody' ? { unowned: true as const } : owner ? { ownerId: owner } : {}),
    ...(number ? { number } : {}),
    ...(pipeline ? { pipelineId: pipeline } : {}),
    ...(source ? { source } : {}),
    ...(sent ? { sentFrom: sent.from, sentTo: sent.to } : {}),
    ...(accepted ? { acceptedFrom: accepted.from, acceptedTo: accepted.to } : {}),
  }
  return (
    <div className={record.page}>
      <PageHeader title={t`Propostas`} text={t`O que foi oferecido a cada cliente, e o que ele disse.`} />
      <div className={record.filters}>
        <Select
          size="xs"
          aria-label={t`Situação`}
          value={status ?? ''}
          data={[
            { value: '', label: t`Toda situação` },
            // A newer version stands before one that was superseded.
            ...STATUSES.filter((value) => value !== 'superseded').map((value) => ({
              value,
              label: statusWords(value).many,
            })),
          ]}
          onChange={(value) => onSearch({ ...search, status: (value || undefined) as ProposalStatus })}
        />
        <OwnerFilter owner={owner} onChange={(to) => onSearch({ ...search, owner: to })} />
        <Narrowed search={search} onSearch={onSearch} />
        <div className={css.search}>
          <SearchBox
            label={t`Buscar pelo número`}
            text={number ? `${number}` : ''}
            maxLength={9}
            onSearch={(text) => onSearch({ ...search, number: Number(text.replace(/\D/g, '')) || undefined })}
          />
        </div>
      </div>
      <ProposalsList filter={filter} onOpen={onOpen} onAll={() => onSearch(ALL)} />
    </div>
  )
}

/** What the figures of the dashboard narrowed the list to. */
function Narrowed({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const pipelines = useQuery({ ...listPipelines, enabled: !!search.pipeline })
  const pipeline = pipelines.data?.find(({ id }) => id === search.pipeline)
  return (
    <>
      {pipeline && <Chip onRemove={() => onSearch({ ...search, pipeline: undefined })}>{pipeline.name}</Chip>}
      {search.source && (
        <Chip onRemove={() => onSearch({ ...search, source: undefined })}>{sourceName(search.source)}</Chip>
      )}
      {search.sent && (
        <DaysChip
          label={t`Em aberto, enviadas`}
          days={search.sent}
          onRemove={() => onSearch({ ...search, sent: undefined })}
        />
      )}
      {search.accepted && (
        <DaysChip
          label={t`Aceitas`}
          days={search.accepted}
          onRemove={() => onSearch({ ...search, accepted: undefined })}
        />
      )}
    </>
  )
}

function OwnerFilter(props: { owner: string | undefined; onChange: (owner: string | undefined) => void }) {
  const { user } = useSession()
  const seesAll = useCan('sales.read_all')
  const sellers = useQuery({ ...listSellers, enabled: seesAll })
  const others = sellers.data?.filter(({ id }) => id !== user.id) ?? []
  return (
    <Select
      size="xs"
      aria-label={t`De quem`}
      value={props.owner ?? ''}
      data={[
        { value: '', label: seesAll ? t`De todos` : t`Minhas e sem dono` },
        { value: user.id, label: t`Minhas` },
        { value: 'nobody', label: t`Sem dono` },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}
