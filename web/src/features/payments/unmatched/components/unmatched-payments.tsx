import { t } from '@lingui/core/macro'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DataTable, EmptyState, ErrorState, Moment, MoneyText, Section, TableSkeleton } from '@/components/ui'
import type { UnmatchedPayment } from '@/lib/api/types'
import { listUnmatched } from '../api/list-unmatched'

function reasonText(reason: UnmatchedPayment['reason']): string {
  return {
    unknown_txid: t`Não corresponde a nenhuma cobrança`,
    no_txid: t`Pix direto na chave, sem cobrança`,
    wrong_amount: t`Valor diferente do cobrado`,
    charge_already_paid: t`Cobrança paga duas vezes`,
    reference_closed: t`A senha já estava encerrada`,
    foreign_key: t`Recebido em outra chave Pix`,
  }[reason]
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
