import { t } from '@lingui/core/macro'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DataTable, EmptyState, ErrorState, Moment, MoneyText, Section, TableSkeleton } from '@/components/ui'
import { listUnmatched } from '../api/list-unmatched'

function reasonText(reason: string): string {
  const table: Record<string, string> = {
    unknown_txid: t`Não corresponde a nenhuma cobrança`,
    no_txid: t`Pix recebido sem identificação`,
    amount_differs: t`Valor diferente do cobrado`,
    already_paid: t`Cobrança paga duas vezes`,
    ticket_cancelled: t`A senha estava cancelada`,
  }
  return table[reason] ?? reason
}

export function UnmatchedPayments() {
  const payments = useQuery(listUnmatched)
  return (
    <Section
      title={t`Pagamentos sem senha`}
      text={t`Pix que o banco recebeu e que não corresponde a nenhuma senha em aberto. Confira e devolva pelo aplicativo do banco, se for o caso.`}
    >
      {payments.isPending ? (
        <TableSkeleton rows={2} />
      ) : payments.isError && !payments.data ? (
        <ErrorState error={payments.error} onRetry={() => void payments.refetch()} />
      ) : payments.data.length === 0 ? (
        <EmptyState
          icon={IconChecks}
          title={t`Tudo conferido`}
          text={t`Cada Pix recebido tem a sua senha.`}
        />
      ) : (
        <DataTable
          label={t`Pagamentos sem senha`}
          rows={payments.data}
          rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t`Recebido`, cell: (row) => <Moment at={row.receivedAt} /> },
            {
              key: 'amount',
              header: t`Valor`,
              align: 'right',
              cell: (row) => <MoneyText money={row.amount} />,
            },
            { key: 'reason', header: t`Motivo`, cell: (row) => reasonText(row.reason) },
            {
              key: 'id',
              header: t`Identificação no banco`,
              phone: 'hide',
              cell: (row) => <code style={{ fontSize: 12, wordBreak: 'break-all' }}>{row.endToEndId}</code>,
            },
          ]}
        />
      )}
    </Section>
  )
}
