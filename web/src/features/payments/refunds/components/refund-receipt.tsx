import { t } from '@lingui/core/macro'
import { Button, Modal, Skeleton } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, MoneyText, StatusBadge } from '@/components/ui'
import { usePolling } from '@/lib/realtime'
import { formatDay, formatClock } from '@/lib/time'
import { getRefund } from '../api/get-refund'
import { refundStatus } from '../words'
import css from './refund.module.css'

export function RefundReceipt({ id, onClose }: { id: string | null; onClose: () => void }) {
  const [last, setLast] = useState(id)
  if (id !== null && id !== last) setLast(id)
  return (
    <Modal opened={id !== null} onClose={onClose} title={t`Comprovante de devolução`} size={520}>
      {last && <Body key={last} id={last} />}
    </Modal>
  )
}

function Body({ id }: { id: string }) {
  const query = useQuery({ ...getRefund(id), refetchInterval: usePolling() })
  if (query.isPending) return <Skeleton height={220} />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  const { companyName, refund } = query.data
  const at = (iso: string) => t`${formatDay(iso)} às ${formatClock(iso)}`
  const facts: [string, React.ReactNode][] = [
    [t`Empresa`, companyName],
    [t`Valor devolvido`, <MoneyText key="amount" money={refund.amount} />],
    [t`Valor do Pix`, <MoneyText key="paid" money={refund.paymentAmount} />],
    [t`Pix recebido em`, at(refund.paidAt)],
    [t`Pix original`, <code key="e2e">{refund.endToEndId}</code>],
    [t`Motivo`, refund.reason || null],
    [t`Pedida por`, refund.fromOutside ? t`Feita no banco` : refund.requestedByName],
    [t`Pedida em`, at(refund.requestedAt)],
    [t`Decidida por`, refund.decidedByName],
    [t`Devolvida em`, refund.settledAt && at(refund.settledAt)],
    [t`Identificação da devolução`, refund.returnId && <code key="rtr">{refund.returnId}</code>],
    [t`Última resposta`, refund.lastError],
  ]
  return (
    <div className={css.receipt}>
      <StatusBadge tone={refundStatus(refund.status).tone}>{refundStatus(refund.status).label}</StatusBadge>
      <dl className={css.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {refund.status === 'done' && (
        <Button
          className={css.print}
          variant="default"
          leftSection={<IconPrinter size={16} />}
          onClick={() => window.print()}
        >
          {t`Imprimir`}
        </Button>
      )}
    </div>
  )
}
