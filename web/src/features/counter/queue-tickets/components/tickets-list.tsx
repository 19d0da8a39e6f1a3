import { MoreButton } from '@/components/more-button'
import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { TicketStatus } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { isZero } from '@/lib/money'
import { usePolling } from '@/lib/realtime'
import { browseTickets } from '../api/list-tickets'
import { TICKET_STATUSES, ticketStatus } from '../status'
import { type RefundSlot, TicketDrawer } from './ticket-drawer'
import css from './tickets.module.css'

interface Props {
  status: TicketStatus | undefined
  openId: string | undefined
  onStatus: (status: TicketStatus | undefined) => void
  onOpen: (id: string | undefined) => void
  refund: RefundSlot
}

export function TicketsList({ status, openId, onStatus, onOpen, refund }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseTickets(status ? { status: [status] } : {}), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [cursor, setCursor] = useState(-1)

  useHotkeys({
    j: () => setCursor((index) => Math.min(index + 1, rows.length - 1)),
    k: () => setCursor((index) => Math.max(index - 1, 0)),
    enter: rows[cursor] ? () => onOpen(rows[cursor]!.id) : undefined,
  })

  return (
    <div className={css.page}>
      <PageHeader title={t`Senhas`} text={t`Tudo o que foi emitido, da mais nova para a mais antiga.`} />
      <div className={css.filters} role="group" aria-label={t`Filtrar por situação`}>
        <button
          type="button"
          className={css.filter}
          aria-pressed={!status}
          onClick={() => onStatus(undefined)}
        >
          {t`Todas`}
        </button>
        {TICKET_STATUSES.map((value) => (
          <button
            key={value}
            type="button"
            className={css.filter}
            aria-pressed={status === value}
            onClick={() => onStatus(value)}
          >
            {ticketStatus(value).label}
          </button>
        ))}
      </div>
      {query.isPending ? (
        <TableSkeleton rows={8} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconTicket}
          title={status ? t`Nenhuma senha nesta situação` : t`Nenhuma senha emitida ainda`}
          text={status ? undefined : t`Emita a primeira no Balcão.`}
          action={
            status ? (
              <Button variant="default" onClick={() => onStatus(undefined)}>
                {t`Ver todas`}
              </Button>
            ) : (
              <Button component={Link} to="/balcao">
                {t`Ir para o Balcão`}
              </Button>
            )
          }
        />
      ) : (
        <>
          <DataTable
            label={t`Senhas`}
            rows={rows}
            rowKey={(ticket) => ticket.id}
            activeKey={rows[cursor]?.id}
            onOpen={(ticket) => onOpen(ticket.id)}
            columns={[
              {
                key: 'code',
                header: t`Senha`,
                width: 90,
                cell: (ticket) => <RowButton onClick={() => onOpen(ticket.id)}>{ticket.code}</RowButton>,
              },
              { key: 'service', header: t`Serviço`, cell: (ticket) => ticket.service.name },
              {
                key: 'status',
                header: t`Situação`,
                cell: (ticket) => {
                  const { label, tone } = ticketStatus(ticket.status)
                  return <StatusBadge tone={tone}>{label}</StatusBadge>
                },
              },
              { key: 'desk', header: t`Guichê`, phone: 'hide', cell: (ticket) => ticket.desk?.name ?? '' },
              {
                key: 'amount',
                header: t`Valor`,
                align: 'right',
                phone: 'hide',
                cell: (ticket) =>
                  isZero(ticket.amount) ? (
                    <span className={css.dim}>{t`Grátis`}</span>
                  ) : (
                    <MoneyText money={ticket.amount} />
                  ),
              },
              {
                key: 'createdAt',
                header: t`Emitida`,
                align: 'right',
                phone: 'hide',
                cell: (ticket) => <Moment at={ticket.createdAt} />,
              },
            ]}
          />
          <MoreButton query={query} />
        </>
      )}
      <TicketDrawer id={openId ?? null} onClose={() => onOpen(undefined)} refund={refund} />
    </div>
  )
}
