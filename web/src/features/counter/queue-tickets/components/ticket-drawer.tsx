import { t } from '@lingui/core/macro'
import { Button, Drawer, FocusTrap, Skeleton } from '@mantine/core'
import {
  IconCash,
  IconCoins,
  IconExternalLink,
  IconPrinter,
  IconReceiptRefund,
  IconX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ErrorState, Moment, MoneyText, StatusBadge } from '@/components/ui'
import type { Money, Ticket } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { isZero, minus } from '@/lib/money'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { uuid } from '@/lib/uuid'
import { listPrintJobs } from '../../print-jobs/api/list-print-jobs'
import { useReprint } from '../../print-jobs/api/reprint'
import { PrintState } from '../../print-jobs/components/print-state'
import { getTicket } from '../api/get-ticket'
import { getTicketHistory } from '../api/get-ticket-history'
import { chargeStatus, historyAction, ticketStatus } from '../status'
import { CancelDialog } from './cancel-dialog'
import { ChargeDialog } from './charge-dialog'
import { ManualDialog } from './manual-dialog'
import css from './tickets.module.css'

/** The dialog that returns a payment, which another feature has; the route brings it. */
export type RefundSlot = (paymentId: string, left: Money, opened: boolean, onClose: () => void) => ReactNode

interface Props {
  id: string | null
  onClose: () => void
  refund: RefundSlot
}

export function TicketDrawer({ id, onClose, refund }: Props) {
  const [last, setLast] = useState(id)
  if (id !== null && id !== last) setLast(id)
  return (
    <Drawer opened={id !== null} onClose={onClose} position="right" size={440} title={t`Detalhes da senha`}>
      <FocusTrap.InitialFocus />
      {last && <Body key={last} id={last} refund={refund} />}
    </Drawer>
  )
}

function Body({ id, refund }: { id: string; refund: RefundSlot }) {
  const query = useQuery({ ...getTicket(id), refetchInterval: usePolling() })
  if (query.isPending) {
    return (
      <>
        <Skeleton height={40} width={120} mb={16} />
        <Skeleton height={14} mb={10} />
        <Skeleton height={14} mb={10} />
        <Skeleton height={14} width="60%" />
      </>
    )
  }
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Details ticket={query.data} refund={refund} />
}

function Details({ ticket, refund }: { ticket: Ticket; refund: RefundSlot }) {
  const [dialog, setDialog] = useState<'charge' | 'manual' | 'refund' | 'cancel' | null>(null)
  const canCharge = useCan('counter.tickets.charge') && ticket.status === 'pending'
  const canTake = useCan('payments.manual.record') && ticket.status === 'pending'
  const pix = ticket.paidWith?.method === 'pix' ? ticket.paidWith : null
  const left = pix ? minus(pix.amount, pix.refunded) : null
  const canRefund = useCan('payments.refunds.request') && left !== null && !isZero(left)
  const canCancel = useCan('counter.tickets.cancel') && ['pending', 'paid', 'called'].includes(ticket.status)
  const canSeePeople = useCan('people.contacts.read')
  const status = ticketStatus(ticket.status)
  return (
    <>
      <div className={css.head}>
        <p className={css.bigCode}>{ticket.code}</p>
        <StatusBadge tone={status.tone}>{status.label}</StatusBadge>
      </div>
      <dl className={css.facts}>
        <dt>{t`Serviço`}</dt>
        <dd>{ticket.service.name}</dd>
        {ticket.customer && (
          <>
            <dt>{t`Cliente`}</dt>
            <dd>
              {canSeePeople ? (
                <Link to="/pessoas/$id" params={{ id: ticket.customer.contactId }}>
                  {ticket.customer.name ?? ticket.customer.cpf ?? ticket.customer.phone ?? t`Sem nome`}
                </Link>
              ) : (
                (ticket.customer.name ?? t`Sem nome`)
              )}
            </dd>
          </>
        )}
        <dt>{t`Valor`}</dt>
        <dd>
          <MoneyText money={ticket.amount} />
        </dd>
        {ticket.charge && (
          <>
            <dt>{t`Cobrança`}</dt>
            <dd>
              <StatusBadge tone={chargeStatus(ticket.charge.status).tone}>
                {chargeStatus(ticket.charge.status).label}
              </StatusBadge>
            </dd>
          </>
        )}
        {ticket.paidWith && (
          <>
            <dt>{t`Pago com`}</dt>
            <dd>
              {{ pix: t`Pix`, cash: t`Dinheiro`, card: t`Cartão` }[ticket.paidWith.method]}
              {!isZero(ticket.paidWith.refunded) && (
                <>
                  {' · '}
                  {t`devolvido`} <MoneyText money={ticket.paidWith.refunded} />
                </>
              )}
            </dd>
          </>
        )}
        {ticket.priority > 0 && (
          <>
            <dt>{t`Prioridade`}</dt>
            <dd>{t`Preferencial`}</dd>
          </>
        )}
        {ticket.desk && (
          <>
            <dt>{t`Guichê`}</dt>
            <dd>{ticket.desk.name}</dd>
          </>
        )}
        {ticket.calls > 0 && (
          <>
            <dt>{t`Chamadas`}</dt>
            <dd>{ticket.calls}</dd>
          </>
        )}
        {ticket.cancelReason && (
          <>
            <dt>{t`Motivo`}</dt>
            <dd>{ticket.cancelReason}</dd>
          </>
        )}
      </dl>
      <div className={css.actions}>
        {canCharge && (
          <Button leftSection={<IconCash size={16} />} onClick={() => setDialog('charge')}>
            {t`Cobrar`}
          </Button>
        )}
        {canTake && (
          <Button variant="default" leftSection={<IconCoins size={16} />} onClick={() => setDialog('manual')}>
            {t`Receber em dinheiro ou cartão`}
          </Button>
        )}
        <Button
          variant="default"
          component="a"
          href={ticket.followUrl}
          target="_blank"
          rel="noopener"
          leftSection={<IconExternalLink size={16} />}
        >
          {t`Página do cliente`}
        </Button>
        {canCancel && (
          <Button variant="default" leftSection={<IconX size={16} />} onClick={() => setDialog('cancel')}>
            {t`Cancelar senha`}
          </Button>
        )}
        {canRefund && (
          <Button
            variant="default"
            leftSection={<IconReceiptRefund size={16} />}
            onClick={() => setDialog('refund')}
          >
            {t`Devolver Pix`}
          </Button>
        )}
      </div>
      <PrintJobs ticketId={ticket.id} code={ticket.code} />
      <History ticketId={ticket.id} />
      <ChargeDialog ticket={ticket} opened={dialog === 'charge'} onClose={() => setDialog(null)} />
      {pix && left && refund(pix.paymentId, left, dialog === 'refund', () => setDialog(null))}
      <ManualDialog ticket={ticket} opened={dialog === 'manual'} onClose={() => setDialog(null)} />
      <CancelDialog ticket={ticket} opened={dialog === 'cancel'} onClose={() => setDialog(null)} />
    </>
  )
}

function PrintJobs({ ticketId, code }: { ticketId: string; code: string }) {
  const jobs = useQuery({ ...listPrintJobs(ticketId), refetchInterval: usePolling() })
  const reprint = useReprint()
  const canReprint = useCan('counter.print_jobs.reprint')
  const rows = jobs.data ?? []
  const last = rows.reduce<(typeof rows)[number] | undefined>(
    (a, b) => (!a || a.createdAt < b.createdAt ? b : a),
    undefined,
  )
  return (
    <section className={css.block}>
      <h3>{t`Impressão`}</h3>
      {jobs.isPending && <Skeleton height={16} />}
      {jobs.isError && !jobs.data && <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.data?.length === 0 && <p className={css.dim}>{t`Esta senha não foi impressa.`}</p>}
      {rows.map((job) => (
        <div className={css.job} key={job.id}>
          <span>
            <PrintState job={job} />
            <span className={css.dim}> · {job.printer.name}</span>
          </span>
          <span className={css.dim}>
            <Moment at={job.createdAt} />
          </span>
        </div>
      ))}
      {canReprint && last && ['printed', 'sent_unconfirmed', 'failed'].includes(last.status) && (
        <Button
          mt={8}
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={15} />}
          loading={reprint.isPending}
          onClick={() =>
            void reprint
              .mutateAsync({ id: last.id, key: uuid() })
              .then(() => notifyDone(t`2ª via da senha ${code} enviada à impressora.`), notifyError)
          }
        >
          {t`Reimprimir (2ª via)`}
        </Button>
      )}
    </section>
  )
}

function History({ ticketId }: { ticketId: string }) {
  const history = useQuery(getTicketHistory(ticketId))
  return (
    <section className={css.block}>
      <h3>{t`Histórico`}</h3>
      {history.isPending && <Skeleton height={16} />}
      {history.isError && !history.data && (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      )}
      <ol>
        {history.data?.map((entry, index) => (
          <li className={css.line} key={`${entry.at}-${index}`}>
            <span>
              {historyAction(entry.action)}
              <span className={css.dim}>
                {[entry.deskName, entry.byName, entry.reason].filter(Boolean).map((part) => ` · ${part}`)}
              </span>
            </span>
            <span className={css.dim}>
              <Moment at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
