import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { MoreButton } from '@/components/more-button'
import record from '@/components/record/record.module.css'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import type { ProposalSummary } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { usePolling } from '@/lib/realtime'
import { formatDate } from '@/lib/time'
import { customerWords } from '../../opportunities/words'
import { browseProposals, type ProposalFilter } from '../api/browse-proposals'
import { numberWords } from '../words'
import { ProposalStatusBadge } from './badges'
import css from './proposals.module.css'

interface Props {
  filter: ProposalFilter
  onOpen: (id: string) => void
  onAll: () => void
}

export function ProposalsList({ filter, onOpen, onAll }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseProposals(filter), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [cursor, setCursor] = useState(-1)
  useHotkeys({
    j: () => setCursor((index) => Math.min(index + 1, rows.length - 1)),
    k: () => setCursor((index) => Math.max(index - 1, 0)),
    enter: rows[cursor] ? () => onOpen(rows[cursor]!.id) : undefined,
  })
  if (query.isPending) return <TableSkeleton rows={8} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <Nothing filter={filter} onAll={onAll} />
  return (
    <>
      <DataTable
        label={t`Propostas`}
        rows={rows}
        rowKey={(row) => row.id}
        activeKey={rows[cursor]?.id}
        onOpen={(row) => onOpen(row.id)}
        columns={[
          { key: 'what', header: t`Proposta`, cell: (row) => <What row={row} onOpen={onOpen} /> },
          { key: 'status', header: t`Situação`, cell: (row) => <ProposalStatusBadge {...row} /> },
          { key: 'total', header: t`Total`, align: 'right', cell: (row) => <MoneyText money={row.total} /> },
          {
            key: 'validUntil',
            header: t`Vale até`,
            phone: 'hide',
            cell: (row) => row.validUntil && <span className="tabular">{formatDate(row.validUntil)}</span>,
          },
          {
            key: 'owner',
            header: t`Dono`,
            phone: 'hide',
            cell: (row) => row.owner?.name ?? <span className={record.dim}>{t`Sem dono`}</span>,
          },
          {
            key: 'updatedAt',
            header: t`Atualizada`,
            align: 'right',
            phone: 'hide',
            cell: (row) => <Moment at={row.updatedAt} />,
          },
        ]}
      />
      <MoreButton query={query} />
    </>
  )
}

function Nothing({ filter, onAll }: Omit<Props, 'onOpen'>) {
  return Object.keys(filter).length === 0 ? (
    <EmptyState
      icon={IconFileText}
      title={t`Nenhuma proposta ainda`}
      text={t`Uma proposta nasce de uma oportunidade: abra uma no funil e escolha Nova proposta.`}
      action={
        <Button component={Link} to="/comercial/funil">
          {t`Ir para o funil`}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={IconFileText}
      title={t`Nenhuma proposta assim`}
      action={
        <Button variant="default" onClick={onAll}>
          {t`Ver todas`}
        </Button>
      }
    />
  )
}

function What({ row, onOpen }: { row: ProposalSummary; onOpen: (id: string) => void }) {
  const customer = customerWords(row)
  return (
    <>
      <RowButton onClick={() => onOpen(row.id)}>
        {numberWords(row)} · {row.opportunityTitle ?? t`Oportunidade apagada`}
      </RowButton>
      {customer && <span className={css.sub}>{customer}</span>}
    </>
  )
}
