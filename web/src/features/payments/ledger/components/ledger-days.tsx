import { t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import { IconBook2 } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  MoneyText,
  PageHeader,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import { isZero } from '@/lib/money'
import { formatDate } from '@/lib/time'
import { MoreButton } from '@/components/more-button'
import { listLedgerDays } from '../api/list-ledger-days'
import { LedgerLines } from './ledger-lines'

export function LedgerDays() {
  const query = useInfiniteQuery(listLedgerDays)
  const [day, setDay] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  if (day !== null && day !== shown) setShown(day)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t`Livro-caixa`}
        text={t`Cada dia como o banco o mostra, e o que o dinheiro pagou. Nada se apaga: uma correção é uma linha nova.`}
      />
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconBook2}
          title={t`Nada lançado ainda`}
          text={t`O primeiro Pix recebido abre o livro.`}
        />
      ) : (
        <DataTable
          label={t`Livro-caixa por dia`}
          rows={rows}
          rowKey={(row) => row.day}
          onOpen={(row) => setDay(row.day)}
          columns={[
            {
              key: 'day',
              header: t`Dia`,
              cell: (row) => (
                <RowButton onClick={() => setDay(row.day)}>
                  <span className="tabular">{formatDate(row.day)}</span>
                </RowButton>
              ),
            },
            { key: 'in', header: t`Pix`, align: 'right', cell: (row) => <MoneyText money={row.bankIn} /> },
            {
              key: 'out',
              header: t`Devolvido`,
              align: 'right',
              cell: (row) => (isZero(row.bankOut) ? '–' : <MoneyText money={row.bankOut} />),
            },
            {
              key: 'cash',
              header: t`Dinheiro`,
              align: 'right',
              phone: 'hide',
              cell: (row) => <MoneyText money={row.cash} />,
            },
            {
              key: 'card',
              header: t`Cartão`,
              align: 'right',
              phone: 'hide',
              cell: (row) => <MoneyText money={row.card} />,
            },
            {
              key: 'suspense',
              header: t`A conferir`,
              align: 'right',
              phone: 'hide',
              cell: (row) => <MoneyText money={row.suspense} />,
            },
          ]}
        />
      )}
      <MoreButton query={query} />
      <Drawer
        opened={day !== null}
        onClose={() => setDay(null)}
        position="right"
        size={560}
        title={shown && t`Lançamentos de ${formatDate(shown)}`}
      >
        {shown && <LedgerLines key={shown} day={shown} />}
      </Drawer>
    </>
  )
}
