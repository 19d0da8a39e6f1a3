import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
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
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { Opportunity } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { usePolling } from '@/lib/realtime'
import { browseOpportunities, type OpportunityFilter } from '../api/browse-opportunities'
import { customerWords, ownerWords, statusWords, titleWords } from '../words'
import css from './sales.module.css'

interface Props {
  filter: OpportunityFilter
  onOpen: (id: string) => void
  onNew: (() => void) | undefined
  onAll: () => void
}

export function OpportunitiesList({ filter, onOpen, onNew, onAll }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseOpportunities(filter), refetchInterval })
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
  if (rows.length === 0)
    return Object.keys(filter).length === 1 ? (
      <EmptyState
        icon={IconFilter}
        title={t`Nenhuma oportunidade ainda`}
        action={onNew && <Button onClick={onNew}>{t`Nova oportunidade`}</Button>}
      />
    ) : (
      <EmptyState
        icon={IconFilter}
        title={t`Nenhuma oportunidade assim`}
        action={
          <Button variant="default" onClick={onAll}>
            {t`Ver todas`}
          </Button>
        }
      />
    )
  return (
    <>
      <DataTable
        label={t`Oportunidades`}
        rows={rows}
        rowKey={(row) => row.id}
        activeKey={rows[cursor]?.id}
        onOpen={(row) => onOpen(row.id)}
        columns={[
          {
            key: 'title',
            header: t`O quê`,
            cell: (row) => <Title row={row} onOpen={() => onOpen(row.id)} />,
          },
          { key: 'stage', header: t`Etapa`, cell: (row) => <Stage row={row} /> },
          {
            key: 'amount',
            header: t`Valor`,
            align: 'right',
            cell: (row) => row.amount && <MoneyText money={row.amount} />,
          },
          { key: 'owner', header: t`Dono`, phone: 'hide', cell: (row) => ownerWords(row) },
          {
            key: 'step',
            header: t`Próximo passo`,
            phone: 'hide',
            cell: (row) =>
              row.nextStep && (
                <span className={row.isOverdue ? record.overdue : undefined}>
                  {row.isOverdue && <span className="visually-hidden">{t`Atrasado:`} </span>}
                  {row.nextStep}
                </span>
              ),
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

function Title({ row, onOpen }: { row: Opportunity; onOpen: () => void }) {
  const customer = customerWords(row)
  return (
    <>
      <RowButton onClick={onOpen}>{titleWords(row)}</RowButton>
      {customer && <span className={css.customer}>{customer}</span>}
    </>
  )
}

/** Where it stands, or what became of it. */
function Stage({ row }: { row: Opportunity }) {
  const { label, tone } = statusWords(row.status)
  return row.status === 'open' ? row.stage.name : <StatusBadge tone={tone}>{label}</StatusBadge>
}
