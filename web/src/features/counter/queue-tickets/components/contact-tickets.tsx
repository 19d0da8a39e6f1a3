import { t } from '@lingui/core/macro'
import { IconTicket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  Section,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { isZero } from '@/lib/money'
import { browseTickets } from '../api/list-tickets'
import { ticketStatus } from '../status'
import { MoreButton } from '@/components/more-button'

/** What happened with a person at the counter. */
export function ContactTickets({ contactId }: { contactId: string }) {
  const query = useInfiniteQuery(browseTickets({ contactId, limit: 10 }))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t`Atendimentos`} text={t`As senhas emitidas para esta pessoa.`}>
      {query.isPending ? (
        <TableSkeleton rows={2} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconTicket} title={t`Nenhuma senha ainda`} />
      ) : (
        <>
          <DataTable
            label={t`Atendimentos`}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'at', header: t`Quando`, cell: (row) => <Moment at={row.createdAt} /> },
              {
                key: 'code',
                header: t`Senha`,
                cell: (row) => (
                  <Link to="/senhas" search={{ senha: row.id }}>
                    {row.code}
                  </Link>
                ),
              },
              { key: 'service', header: t`Serviço`, phone: 'hide', cell: (row) => row.service.name },
              {
                key: 'status',
                header: t`Situação`,
                cell: (row) => {
                  const { label, tone } = ticketStatus(row.status)
                  return <StatusBadge tone={tone}>{label}</StatusBadge>
                },
              },
              {
                key: 'amount',
                header: t`Valor`,
                align: 'right',
                phone: 'hide',
                cell: (row) => (isZero(row.amount) ? t`Grátis` : <MoneyText money={row.amount} />),
              },
            ]}
          />
          <MoreButton query={query} />
        </>
      )}
    </Section>
  )
}
