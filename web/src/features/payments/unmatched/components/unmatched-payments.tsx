import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowActions,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { UnmatchedPayment } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { isZero } from '@/lib/money'
import { usePolling } from '@/lib/realtime'
import { RefundDialog } from '../../refunds/components/refund-dialog'
import { listUnmatched } from '../api/list-unmatched'
import { reasonText } from '../words'
import { DismissDialog } from './dismiss-dialog'
import { ResolvedPayments } from './resolved-payments'

interface Props {
  /** The dialog that gives a payment to something another feature has; the route brings it. */
  attach: (payment: UnmatchedPayment, opened: boolean, onClose: () => void) => ReactNode
}

export function UnmatchedPayments({ attach }: Props) {
  const payments = useQuery({ ...listUnmatched, refetchInterval: usePolling() })
  const canResolve = useCan('payments.suspense.resolve')
  const canRefund = useCan('payments.refunds.request')
  const [open, setOpen] = useState<'attach' | 'refund' | 'dismiss' | null>(null)
  const [chosen, setChosen] = useState<UnmatchedPayment | null>(null)
  const act = (what: 'attach' | 'refund' | 'dismiss', payment: UnmatchedPayment) => {
    setChosen(payment)
    setOpen(what)
  }
  const close = () => setOpen(null)
  return (
    <>
      <PageHeader
        title={t`A conferir`}
        text={t`Pix que o banco recebeu e que não corresponde a nenhuma senha em aberto. Ligue a uma senha, devolva ou encerre com um motivo.`}
      />
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
          label={t`Pagamentos a conferir`}
          rows={payments.data}
          rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t`Recebido`, cell: (row) => <Moment at={row.settledAt} /> },
            {
              key: 'amount',
              header: t`Valor`,
              align: 'right',
              cell: (row) => (
                <>
                  <MoneyText money={row.left} />
                  {row.left.value !== row.amount.value && (
                    <div style={{ fontSize: 12, color: 'var(--c-dim)' }}>
                      {t`de`} <MoneyText money={row.amount} />
                    </div>
                  )}
                </>
              ),
            },
            {
              key: 'reason',
              header: t`Motivo`,
              cell: (row) => (
                <>
                  <div>{reasonText(row.reason)}</div>
                  {row.refundOpen && <StatusBadge tone="info">{t`Devolução em andamento`}</StatusBadge>}
                </>
              ),
            },
            {
              key: 'actions',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              phone: 'below',
              cell: (row) => (
                <RowActions>
                  {canResolve && !row.refundOpen && (
                    <Button size="xs" variant="default" onClick={() => act('attach', row)}>
                      {t`Ligar a uma senha`}
                    </Button>
                  )}
                  {canRefund && !isZero(row.left) && (
                    <Button size="xs" variant="default" onClick={() => act('refund', row)}>
                      {t`Devolver`}
                    </Button>
                  )}
                  {canResolve && !row.refundOpen && (
                    <Button size="xs" variant="subtle" onClick={() => act('dismiss', row)}>
                      {t`Encerrar`}
                    </Button>
                  )}
                </RowActions>
              ),
            },
          ]}
        />
      )}
      <ResolvedPayments />
      {chosen && attach(chosen, open === 'attach', close)}
      {chosen && (
        <RefundDialog
          key={`refund-${chosen.id}`}
          paymentId={chosen.id}
          left={chosen.left}
          opened={open === 'refund'}
          onClose={close}
        />
      )}
      {chosen && (
        <DismissDialog
          key={`dismiss-${chosen.id}`}
          payment={chosen}
          opened={open === 'dismiss'}
          onClose={close}
        />
      )}
    </>
  )
}
