import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, ErrorState, Moment, MoneyText, TableSkeleton } from '@/components/ui'
import { MoreButton } from '@/components/more-button'
import { listLedgerEntries } from '../api/list-ledger-entries'
import { accountName, eventName } from '../words'
import css from './ledger.module.css'

export function LedgerLines({ day }: { day: string }) {
  const query = useInfiniteQuery(listLedgerEntries(day))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <TableSkeleton />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      <DataTable
        label={t`Lançamentos do dia`}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'at', header: t`Quando`, cell: (row) => <Moment at={row.at} /> },
          {
            key: 'event',
            header: t`O quê`,
            cell: (row) => (
              <>
                {eventName(row.event)}
                {row.byName && ` · ${row.byName}`}
                <div className={css.account}>{accountName(row.account)}</div>
              </>
            ),
          },
          {
            key: 'amount',
            header: t`Valor`,
            align: 'right',
            cell: (row) => (
              <span className={css.amount}>
                {row.incoming ? '+ ' : '− '}
                <MoneyText money={row.amount} />
              </span>
            ),
          },
        ]}
      />
      <MoreButton query={query} />
    </>
  )
}
