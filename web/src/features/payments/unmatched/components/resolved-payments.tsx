import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { DataTable, ErrorState, Moment, MoneyText, Section } from '@/components/ui'
import { MoreButton } from '@/components/more-button'
import { listResolved } from '../api/list-resolved'
import { outcomeText, reasonText } from '../words'

export function ResolvedPayments() {
  const query = useInfiniteQuery(listResolved)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return null
  return (
    <Section title={t`Já resolvidos`} text={t`Quem decidiu, quando e por quê.`}>
      <DataTable
        label={t`Pagamentos já resolvidos`}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'at', header: t`Quando`, cell: (row) => <Moment at={row.resolvedAt} /> },
          {
            key: 'amount',
            header: t`Valor`,
            align: 'right',
            cell: (row) => <MoneyText money={row.amount} />,
          },
          {
            key: 'outcome',
            header: t`O que foi feito`,
            cell: (row) => (
              <>
                {outcomeText(row.outcome)}
                {[row.byName, row.outcomeReason].filter(Boolean).map((part) => ` · ${part}`)}
              </>
            ),
          },
          { key: 'reason', header: t`Motivo`, phone: 'hide', cell: (row) => reasonText(row.reason) },
        ]}
      />
      <MoreButton query={query} />
    </Section>
  )
}
