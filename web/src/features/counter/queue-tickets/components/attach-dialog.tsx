import { t } from '@lingui/core/macro'
import { Button, Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable, ErrorState, Moment, MoneyText } from '@/components/ui'
import type { Money } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useAttachPayment } from '../api/attach-payment'
import { listTickets } from '../api/list-tickets'

interface Props {
  payment: { id: string; left: Money }
  opened: boolean
  onClose: () => void
}

/** Which waiting ticket a Pix that fitted nothing was for. Only those of its amount can take it. */
export function AttachDialog({ payment, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t`Ligar a uma senha`} size={520}>
      {opened && <Body payment={payment} onClose={onClose} />}
    </Modal>
  )
}

function Body({ payment, onClose }: Omit<Props, 'opened'>) {
  const query = useQuery(listTickets({ status: ['pending'], limit: 200 }))
  const attach = useAttachPayment()
  if (query.isPending) return <Skeleton height={80} />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const fitting = query.data.filter((ticket) => ticket.amount.value === payment.left.value)
  if (fitting.length === 0) {
    return (
      <p>
        {t`Nenhuma senha espera este valor:`} <MoneyText money={payment.left} />.{' '}
        {t`Se o cliente pagou a mais, devolva a diferença primeiro.`}
      </p>
    )
  }
  return (
    <DataTable
      label={t`Senhas que esperam este valor`}
      rows={fitting}
      rowKey={(row) => row.id}
      columns={[
        { key: 'code', header: t`Senha`, cell: (row) => row.code },
        { key: 'at', header: t`Emitida`, cell: (row) => <Moment at={row.createdAt} /> },
        {
          key: 'action',
          header: <span className="visually-hidden">{t`Ações`}</span>,
          align: 'right',
          cell: (row) => (
            <Button
              size="xs"
              loading={attach.isPending && attach.variables.id === row.id}
              onClick={() =>
                void attach.mutateAsync({ id: row.id, paymentId: payment.id }).then(() => {
                  notifyDone(t`A senha ${row.code} está paga e na fila.`)
                  onClose()
                }, notifyError)
              }
            >
              {t`É desta senha`}
            </Button>
          ),
        },
      ]}
    />
  )
}
