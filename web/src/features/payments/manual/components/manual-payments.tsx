import { t } from '@lingui/core/macro'
import { IconCash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import type { ManualPayment } from '@/lib/api/types'
import { MoreButton } from '@/components/more-button'
import { listManual } from '../api/list-manual'

interface Props {
  /** Opens what was paid. */
  onOpen: (payment: ManualPayment) => void
}

export function ManualPayments({ onOpen }: Props) {
  const query = useInfiniteQuery(listManual)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t`Dinheiro e cartão`}
        text={t`O que foi recebido à mão no balcão. Nenhum banco confirma estes valores; por isso ficam separados do Pix.`}
      />
      {query.isPending ? (
        <TableSkeleton rows={3} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconCash}
          title={t`Nada recebido à mão`}
          text={t`Para registrar, abra a senha e escolha “Receber em dinheiro ou cartão”.`}
        />
      ) : (
        <DataTable
          label={t`Dinheiro e cartão`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'at',
              header: t`Recebido`,
              cell: (row) => (
                <RowButton onClick={() => onOpen(row)}>
                  <Moment at={row.receivedAt} />
                </RowButton>
              ),
            },
            {
              key: 'method',
              header: t`Forma`,
              cell: (row) => (row.method === 'cash' ? t`Dinheiro` : t`Cartão`),
            },
            {
              key: 'amount',
              header: t`Valor`,
              align: 'right',
              cell: (row) => <MoneyText money={row.amount} />,
            },
            { key: 'by', header: t`Por`, phone: 'hide', cell: (row) => row.byName },
          ]}
        />
      )}
      <MoreButton query={query} />
    </>
  )
}
