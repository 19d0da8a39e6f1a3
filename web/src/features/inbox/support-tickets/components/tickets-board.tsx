import { t } from '@lingui/core/macro'
import { ActionIcon, Menu, Skeleton } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import record from '@/components/record/record.module.css'
import { ErrorState } from '@/components/ui'
import type { SupportTicket, SupportTicketStatus } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { browseTickets, type TicketFilter } from '../api/browse-tickets'
import { useChangeTicketStatus } from '../api/change-ticket'
import { customerWords, mayBecome, STATUSES, statusWords, titleWords } from '../words'
import { DueText, PriorityBadge } from './badges'
import css from './tickets.module.css'

interface Props {
  filter: TicketFilter
  onOpen: (id: string) => void
}

/** A column for each state; tickets are moved by dragging, or by the menu on each. */
export function TicketsBoard({ filter, onOpen }: Props) {
  const may = useCan('inbox.conversations.write')
  const change = useChangeTicketStatus()
  const [held, setHeld] = useState<SupportTicket | null>(null)
  const move = (ticket: SupportTicket, to: SupportTicketStatus) =>
    void change.mutateAsync({ id: ticket.id, to }).catch(notifyError)
  return (
    <div className={css.board} tabIndex={-1}>
      {STATUSES.map((status) => (
        <Column
          key={status}
          status={status}
          filter={filter}
          takes={held !== null && mayBecome(held, status)}
          onDrop={() => held && move(held, status)}
          card={(ticket) => (
            <Card
              key={ticket.id}
              ticket={ticket}
              onOpen={() => onOpen(ticket.id)}
              onMove={may ? (to) => move(ticket, to) : undefined}
              onHold={(on) => setHeld(on ? ticket : null)}
            />
          )}
        />
      ))}
    </div>
  )
}

interface ColumnProps {
  status: SupportTicketStatus
  filter: TicketFilter
  /** Whether what is being dragged may be put here. */
  takes: boolean
  onDrop: () => void
  card: (ticket: SupportTicket) => React.ReactNode
}

function Column({ status, filter, takes, onDrop, card }: ColumnProps) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseTickets({ ...filter, status }), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const words = statusWords(status)
  return (
    <section
      className={css.column}
      aria-label={words.many}
      data-takes={takes || undefined}
      onDragOver={(event) => takes && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <h2 className={css.columnHead}>
        {words.many}
        <span className="tabular">{query.hasNextPage ? `${rows.length}+` : rows.length}</span>
      </h2>
      {query.isPending ? (
        <Skeleton height={84} radius={8} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ul className={css.cards}>{rows.map(card)}</ul>
      )}
      {!query.isPending && !query.isError && rows.length === 0 && <p className={css.nothing}>{t`Nenhum`}</p>}
      {query.hasNextPage && (
        <button type="button" className={css.moreCards} onClick={() => void query.fetchNextPage()}>
          {t`Ver mais`}
        </button>
      )}
    </section>
  )
}

interface CardProps {
  ticket: SupportTicket
  onOpen: () => void
  onMove: ((to: SupportTicketStatus) => void) | undefined
  onHold: (on: boolean) => void
}

function Card({ ticket, onOpen, onMove, onHold }: CardProps) {
  const targets = STATUSES.filter((status) => mayBecome(ticket, status))
  const customer = customerWords(ticket)
  const drag = onMove &&
    targets.length > 0 && {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move'
        onHold(true)
      },
      onDragEnd: () => onHold(false),
    }
  return (
    <li className={css.card} {...drag}>
      <div className={css.cardHead}>
        <button type="button" className={css.cardTitle} onClick={onOpen}>
          <span className={record.dim}>{t`nº ${ticket.number}`}</span> {titleWords(ticket)}
        </button>
        {onMove && targets.length > 0 && (
          <Menu position="bottom-end" width={210}>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={26}
                aria-label={t`Mover o chamado ${ticket.number}`}
              >
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t`Mover para`}</Menu.Label>
              {targets.map((to) => (
                <Menu.Item key={to} onClick={() => onMove(to)}>
                  {statusWords(to).label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {customer && <p className={css.customer}>{customer}</p>}
      <p className={css.cardFoot}>
        <PriorityBadge priority={ticket.priority} />
        <DueText ticket={ticket} />
        <span className={css.cardWho}>{ticket.assignee?.name ?? ticket.team.name}</span>
      </p>
    </li>
  )
}
