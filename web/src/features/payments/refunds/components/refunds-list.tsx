import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconReceiptRefund } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowActions,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { MoreButton } from '@/components/more-button'
import { useApproveRefund } from '../api/approve-refund'
import { listRefunds } from '../api/list-refunds'
import { useRejectRefund } from '../api/reject-refund'
import { refundStatus } from '../words'
import { RefundReceipt } from './refund-receipt'

export function RefundsList() {
  const query = useInfiniteQuery({ ...listRefunds, refetchInterval: usePolling() })
  const canApprove = useCan('payments.refunds.approve')
  const approve = useApproveRefund()
  const reject = useRejectRefund()
  const [receipt, setReceipt] = useState<string | null>(null)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t`Devoluções`}
        text={t`Pix devolvidos, no todo ou em parte. O dinheiro só conta como devolvido quando o banco confirma.`}
      />
      {query.isPending ? (
        <TableSkeleton rows={3} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconReceiptRefund}
          title={t`Nenhuma devolução`}
          text={t`Para devolver, abra a senha paga ou o pagamento a conferir.`}
        />
      ) : (
        <DataTable
          label={t`Devoluções`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'at',
              header: t`Pedida`,
              cell: (row) => (
                <RowButton onClick={() => setReceipt(row.id)}>
                  <Moment at={row.requestedAt} />
                </RowButton>
              ),
            },
            {
              key: 'amount',
              header: t`Valor`,
              align: 'right',
              cell: (row) => <MoneyText money={row.amount} />,
            },
            {
              key: 'status',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={refundStatus(row.status).tone}>
                  {refundStatus(row.status).label}
                </StatusBadge>
              ),
            },
            {
              key: 'reason',
              header: t`Motivo`,
              phone: 'hide',
              cell: (row) =>
                row.fromOutside
                  ? t`Feita fora do CleanApp, no banco`
                  : `${row.reason} · ${row.requestedByName}`,
            },
            {
              key: 'actions',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              phone: 'below',
              cell: (row) =>
                canApprove &&
                row.status === 'awaiting_approval' && (
                  <RowActions>
                    {!row.requestedByMe && (
                      <Button
                        size="xs"
                        loading={approve.isPending && approve.variables.refundId === row.id}
                        onClick={() =>
                          void approve
                            .mutateAsync({ refundId: row.id })
                            .then(() => notifyDone(t`Devolução aprovada.`), notifyError)
                        }
                      >
                        {t`Aprovar`}
                      </Button>
                    )}
                    <Button
                      size="xs"
                      variant="default"
                      loading={reject.isPending && reject.variables.refundId === row.id}
                      onClick={() =>
                        void reject
                          .mutateAsync({ refundId: row.id })
                          .then(() => notifyDone(t`Devolução recusada.`), notifyError)
                      }
                    >
                      {row.requestedByMe ? t`Desistir` : t`Recusar`}
                    </Button>
                  </RowActions>
                ),
            },
          ]}
        />
      )}
      <MoreButton query={query} />
      <RefundReceipt id={receipt} onClose={() => setReceipt(null)} />
    </>
  )
}
