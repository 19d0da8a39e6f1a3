import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { MoreButton } from '@/components/more-button'
import { DataTable, ErrorState, Moment, MoneyText, TableSkeleton, type Column } from '@/components/ui'
import type { ProductPrice } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { listPrices } from '../api/products'

export function PriceHistory({ productId }: { productId: string }) {
  const query = useInfiniteQuery(listPrices(productId))
  const seesCost = useCan('sales.products.manage')
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <TableSkeleton rows={2} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const cost: Column<ProductPrice> = {
    key: 'cost',
    header: t`Custo`,
    align: 'right',
    cell: (row) => (row.cost ? <MoneyText money={row.cost} /> : ''),
  }
  return (
    <>
      <DataTable
        label={t`Histórico de preços`}
        rows={rows}
        rowKey={(row) => row.since}
        columns={[
          { key: 'since', header: t`Desde`, cell: (row) => <Moment at={row.since} /> },
          { key: 'by', header: t`Quem`, phone: 'hide', cell: (row) => row.setBy ?? '' },
          ...(seesCost ? [cost] : []),
          { key: 'price', header: t`Preço`, align: 'right', cell: (row) => <MoneyText money={row.price} /> },
        ]}
      />
      <MoreButton query={query} />
    </>
  )
}
