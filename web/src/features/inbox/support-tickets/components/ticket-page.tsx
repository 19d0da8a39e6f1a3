import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconArrowLeft, IconArrowsJoin, IconChevronDown, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { ErrorState, TableSkeleton } from '@/components/ui'
import type { SupportTicketDetails } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { useChangeTicketStatus } from '../api/change-ticket'
import { getTicket } from '../api/get-ticket'
import { statusWords, titleWords } from '../words'
import { TicketStatusBadge } from './badges'
import { MergeTicketDialog } from './merge-ticket-dialog'
import { TicketDialog } from './ticket-dialog'
import { TicketEvents } from './ticket-events'
import { TicketFacts } from './ticket-facts'
import css from './tickets.module.css'

interface Props {
  id: string
  onOpen: (id: string) => void
  /** What can be seen no more is left. */
  onLost: () => void
}

export function TicketPage({ id, onOpen, onLost }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useQuery({ ...getTicket(id), refetchInterval })
  return (
    <div className={record.page}>
      <Link to="/chamados" className={record.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Chamados`}
      </Link>
      {query.isPending ? (
        <TableSkeleton rows={4} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Details details={query.data} onOpen={onOpen} onLost={onLost} />
      )}
    </div>
  )
}

interface DetailsProps extends Pick<Props, 'onOpen' | 'onLost'> {
  details: SupportTicketDetails
}

function Details({ details, onOpen, onLost }: DetailsProps) {
  const { ticket, description } = details
  const mayWrite =
    useCan('inbox.conversations.write') && ticket.title !== null && ticket.mergedIntoId === null
  const [dialog, setDialog] = useState<'edit' | 'merge' | null>(null)
  // Each opening begins afresh; while one is open it must stay the same, whatever is read anew beneath it.
  const [opening, setOpening] = useState(0)
  const open = (which: 'edit' | 'merge') => {
    setOpening((n) => n + 1)
    setDialog(which)
  }
  return (
    <>
      <header className={record.head}>
        <div className={record.headWords}>
          <p className={record.dim}>{t`Chamado nº ${ticket.number}`}</p>
          <h1 className={record.title}>{titleWords(ticket)}</h1>
          {ticket.mergedIntoId && (
            <p>
              {t`Juntado a outro chamado.`}{' '}
              <Link to="/chamados/$id" params={{ id: ticket.mergedIntoId }}>
                {t`Continuar por ele`}
              </Link>
            </p>
          )}
        </div>
        <div className={record.actions}>
          {mayWrite ? <StatusMenu details={details} /> : <TicketStatusBadge status={ticket.status} />}
          {mayWrite && (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={15} />}
                onClick={() => open('edit')}
              >
                {t`Mudar`}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowsJoin size={15} />}
                onClick={() => open('merge')}
              >
                {t`Juntar`}
              </Button>
            </>
          )}
        </div>
      </header>
      <div className={record.columns}>
        <div className={record.main}>
          {description && <p className={css.description}>{description}</p>}
          <TicketEvents id={ticket.id} mayWrite={mayWrite} />
        </div>
        <TicketFacts details={details} mayWrite={mayWrite} onLost={onLost} />
      </div>
      <TicketDialog
        key={`edit-${opening}`}
        opened={dialog === 'edit'}
        onClose={() => setDialog(null)}
        details={details}
      />
      <MergeTicketDialog
        key={`merge-${opening}`}
        ticket={ticket}
        opened={dialog === 'merge'}
        onClose={() => setDialog(null)}
        onMerged={onOpen}
      />
    </>
  )
}

function StatusMenu({ details: { ticket, mayBecome } }: { details: SupportTicketDetails }) {
  const change = useChangeTicketStatus()
  return (
    <Menu position="bottom-start" width={210}>
      <Menu.Target>
        <Button size="xs" rightSection={<IconChevronDown size={14} />} loading={change.isPending}>
          <span className="visually-hidden">{t`Situação:`}</span>
          {statusWords(ticket.status).label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayBecome.map((status) => (
          <Menu.Item
            key={status}
            onClick={() => void change.mutateAsync({ id: ticket.id, to: status }).catch(notifyError)}
          >
            {statusWords(status).label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
