import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import { IconPrinter, IconReceipt, IconTicket, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState, ErrorState, MoneyText, StatusBadge, TimeAgo } from '@/components/ui'
import type { PrintJob, Ticket } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { uuid } from '@/lib/uuid'
import { listPrintJobs } from '../../print-jobs/api/list-print-jobs'
import { useReprint } from '../../print-jobs/api/reprint'
import { hasTrouble, PrintState } from '../../print-jobs/components/print-state'
import { listTickets } from '../api/list-tickets'
import { ticketStatus } from '../status'
import css from './operator.module.css'

interface Props {
  disabled: boolean
  can: { charge: boolean; cancel: boolean; reprint: boolean }
  onCharge: (ticket: Ticket) => void
  onCancel: (ticket: Ticket) => void
}

export function RecentTickets(props: Props) {
  const [tab, setTab] = useState<'pending' | 'recent'>('pending')
  const refetchInterval = usePolling()
  const pending = useQuery({ ...listTickets({ status: ['pending'], limit: 50 }), refetchInterval })
  const recent = useQuery({ ...listTickets({ limit: 20 }), refetchInterval })
  const jobs = useQuery({ ...listPrintJobs(), refetchInterval })
  const shown = tab === 'pending' ? pending : recent

  /** The newest copy of each ticket; the list is newest first. */
  const latest = new Map<string, PrintJob>()
  for (const job of jobs.data ?? []) {
    if (!job.ticketId) continue
    const known = latest.get(job.ticketId)
    if (!known || known.createdAt < job.createdAt) latest.set(job.ticketId, job)
  }

  return (
    <>
      <div
        className={css.tabs}
        role="tablist"
        aria-label={t`Senhas de hoje`}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
          setTab(tab === 'pending' ? 'recent' : 'pending')
          event.currentTarget.querySelector<HTMLElement>('[aria-selected="false"]')?.focus()
        }}
      >
        <button
          type="button"
          role="tab"
          aria-selected={tab === 'pending'}
          tabIndex={tab === 'pending' ? 0 : -1}
          className={css.tab}
          onClick={() => setTab('pending')}
        >
          {t`A receber`}{' '}
          {pending.data && pending.data.length > 0 && (
            <span className={css.count}>{pending.data.length}</span>
          )}
        </button>
        <button
          type="button"
          role="tab"
          aria-selected={tab === 'recent'}
          tabIndex={tab === 'recent' ? 0 : -1}
          className={css.tab}
          onClick={() => setTab('recent')}
        >
          {t`Últimas emitidas`}
        </button>
      </div>
      <div role="tabpanel" aria-label={tab === 'pending' ? t`A receber` : t`Últimas emitidas`}>
        {shown.isPending ? (
          <div className={css.quiet}>
            <Skeleton height={40} mb={12} />
            <Skeleton height={40} mb={12} />
            <Skeleton height={40} />
          </div>
        ) : shown.isError && !shown.data ? (
          <div className={css.quiet}>
            <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />
          </div>
        ) : shown.data.length === 0 ? (
          tab === 'pending' ? (
            <EmptyState
              icon={IconReceipt}
              title={t`Nada a receber`}
              text={t`Senhas com valor ficam aqui até o Pix cair.`}
            />
          ) : (
            <EmptyState
              icon={IconTicket}
              title={t`Nenhuma senha ainda`}
              text={t`Toque em um serviço acima para emitir a primeira.`}
            />
          )
        ) : (
          <ul>
            {shown.data.map((ticket) => (
              <Item key={ticket.id} ticket={ticket} job={latest.get(ticket.id)} {...props} />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

function Item({
  ticket,
  job,
  disabled,
  can,
  onCharge,
  onCancel,
}: Props & { ticket: Ticket; job: PrintJob | undefined }) {
  const reprint = useReprint()
  const pending = ticket.status === 'pending'
  const status = ticketStatus(ticket.status)
  const finished = job && ['printed', 'sent_unconfirmed', 'failed'].includes(job.status)
  return (
    <li className={css.item}>
      <span className={css.code}>{ticket.code}</span>
      <span className={css.itemLine}>
        <span className={css.itemName}>{ticket.service.name}</span>
        {pending ? (
          <MoneyText money={ticket.amount} />
        ) : (
          <StatusBadge tone={status.tone}>{status.label}</StatusBadge>
        )}
      </span>
      <span className={`${css.itemLine} ${css.itemFoot}`}>
        <span className={css.itemFacts}>
          <span className={css.sub}>
            <TimeAgo since={ticket.createdAt} />
          </span>
          {job && !hasTrouble(job) && <PrintState job={job} />}
        </span>
        <span className={css.itemActions}>
          {pending && can.charge && (
            <Button size="xs" variant="light" disabled={disabled} onClick={() => onCharge(ticket)}>
              {t`Cobrar`}
            </Button>
          )}
          {finished && can.reprint && (
            <Tooltip label={t`Reimprimir (2ª via)`}>
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={32}
                disabled={disabled}
                loading={reprint.isPending}
                aria-label={t`Reimprimir a senha ${ticket.code} (2ª via)`}
                onClick={() =>
                  void reprint
                    .mutateAsync({ id: job.id, key: uuid() })
                    .then(
                      () => notifyDone(t`2ª via da senha ${ticket.code} enviada à impressora.`),
                      notifyError,
                    )
                }
              >
                <IconPrinter size={17} />
              </ActionIcon>
            </Tooltip>
          )}
          {pending && can.cancel && (
            <Tooltip label={t`Cancelar senha`}>
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={32}
                disabled={disabled}
                aria-label={t`Cancelar a senha ${ticket.code}`}
                onClick={() => onCancel(ticket)}
              >
                <IconX size={17} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      </span>
      {job && hasTrouble(job) && (
        <span className={css.itemPrint}>
          <PrintState job={job} />
        </span>
      )}
    </li>
  )
}
