import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import record from '@/components/record/record.module.css'
import { PageHeader } from '@/components/ui'
import { SearchBox } from '@/components/ui/search-box'
import type { ProposalStatus } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { listSellers } from '../../pipelines/api/pipelines'
import type { ProposalFilter } from '../api/browse-proposals'
import { STATUSES, statusWords } from '../words'
import { ProposalsList } from './proposals-list'
import css from './proposals.module.css'

export interface ProposalsSearch {
  status: ProposalStatus | undefined
  /** Without: everybody's. */
  owner: 'nobody' | (string & {}) | undefined
  number: number | undefined
}

interface Props {
  search: ProposalsSearch
  onSearch: (search: ProposalsSearch) => void
  onOpen: (id: string) => void
}

export function ProposalsPage({ search, onSearch, onOpen }: Props) {
  const { status, owner, number } = search
  const filter: ProposalFilter = {
    ...(status ? { status } : {}),
    ...(owner === 'nobody' ? { unowned: true as const } : owner ? { ownerId: owner } : {}),
    ...(number ? { number } : {}),
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
        <div className={css.search}>
          <SearchBox
            label={t`Buscar pelo número`}
            text={number ? `${number}` : ''}
            maxLength={9}
            onSearch={(text) => onSearch({ ...search, number: Number(text.replace(/\D/g, '')) || undefined })}
          />
        </div>
      </div>
      <ProposalsList
        filter={filter}
        onOpen={onOpen}
        onAll={() => onSearch({ status: undefined, owner: undefined, number: undefined })}
      />
    </div>
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
