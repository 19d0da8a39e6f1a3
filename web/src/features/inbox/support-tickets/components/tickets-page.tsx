import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconClipboardList, IconLayoutColumns, IconList, IconPlus, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreButton } from '@/components/more-button'
import record from '@/components/record/record.module.css'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import type { SupportTicket, SupportTicketStatus, Priority } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { usePolling } from '@/lib/realtime'
import { browseTickets, type TicketFilter } from '../api/browse-tickets'
import { customerWords, PRIORITIES, priorityWords, STATUSES, statusWords, titleWords } from '../words'
import { DueText, PriorityBadge, TicketStatusBadge } from './badges'
import { TicketsBoard } from './tickets-board'
import { TicketDialog } from './ticket-dialog'
import css from './tickets.module.css'

export interface TicketsSearch {
  view: 'mine' | 'unassigned' | 'all'
  /** Of the list; the board shows each in a column. */
  status: SupportTicketStatus | undefined
  priority: Priority | undefined
  late: boolean
  board: boolean
}

interface Props {
  search: TicketsSearch
  onSearch: (search: TicketsSearch) => void
  onOpen: (id: string) => void
}

export function TicketsPage({ search, onSearch, onOpen }: Props) {
  const may = useCan('inbox.conversations.write')
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const [number, setNumber] = useState('')
  const open = () => {
    setOpening((n) => n + 1)
    setOpened(true)
  }
  useHotkeys({ c: may ? open : undefined })
  const { view, priority, late } = search
  const filter: TicketFilter = {
    view,
    ...(priority ? { priority } : {}),
    ...(late ? { overdue: true as const } : {}),
    ...(/^\d{1,9}$/.test(number) ? { number: Number(number) } : {}),
  }
  return (
    <div className={record.page} data-wide={search.board || undefined}>
      <PageHeader
        title={t`Chamados`}
        text={t`O que cada cliente pediu, até ficar pronto.`}
        actions={
          may && (
            <Button leftSection={<IconPlus size={16} />} onClick={open}>
              {t`Novo chamado`}
            </Button>
          )
        }
      />
      <div className={record.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t`Como mostrar`}
          value={search.board ? 'board' : 'list'}
          onChange={(value) => onSearch({ ...search, board: value === 'board', status: undefined })}
          data={[
            {
              value: 'list',
              label: (
                <span className={css.segment}>
                  <IconList size={15} aria-hidden /> {t`Lista`}
                </span>
              ),
            },
            {
              value: 'board',
              label: (
                <span className={css.segment}>
                  <IconLayoutColumns size={15} aria-hidden /> {t`Quadro`}
                </span>
              ),
            },
          ]}
        />
        <Select
          size="xs"
          aria-label={t`De quem`}
          value={view}
          data={[
            { value: 'all', label: t`De todos` },
            { value: 'mine', label: t`Meus` },
            { value: 'unassigned', label: t`Sem dono` },
          ]}
          onChange={(value) => onSearch({ ...search, view: (value ?? 'all') as TicketsSearch['view'] })}
        />
        {!search.board && (
          <Select
            size="xs"
            aria-label={t`Situação`}
            value={search.status ?? ''}
            data={[
              { value: '', label: t`Toda situação` },
              ...STATUSES.map((value) => ({ value, label: statusWords(value).many })),
            ]}
            onChange={(value) => onSearch({ ...search, status: (value || undefined) as SupportTicketStatus })}
          />
        )}
        <Select
          size="xs"
          aria-label={t`Prioridade`}
          value={priority ?? ''}
          data={[
            { value: '', label: t`Toda prioridade` },
            ...PRIORITIES.map((value) => ({ value, label: priorityWords(value).label })),
          ]}
          onChange={(value) => onSearch({ ...search, priority: (value || undefined) as Priority })}
        />
        <button
          type="button"
          className={record.late}
          aria-pressed={late}
          onClick={() => onSearch({ ...search, late: !late })}
        >
          {t`Atrasados`}
        </button>
        <TextInput
          size="xs"
          className={css.number}
          aria-label={t`Número do chamado`}
          placeholder={t`Número`}
          inputMode="numeric"
          maxLength={9}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ''))}
        />
      </div>
      {search.board ? (
        <TicketsBoard filter={filter} onOpen={onOpen} />
      ) : (
        <TicketsList
          filter={search.status ? { ...filter, status: search.status } : filter}
          onOpen={onOpen}
          onNew={may ? open : undefined}
          onAll={() => {
            setNumber('')
            onSearch({ view: 'all', status: undefined, priority: undefined, late: false, board: false })
          }}
        />
      )}
      <TicketDialog
        key={opening}
        opened={opened}
        onClose={() => setOpened(false)}
        onOpened={(ticket) => onOpen(ticket.id)}
      />
    </div>
  )
}

interface ListProps {
  filter: TicketFilter
  onOpen: (id: string) => void
  onNew: (() => void) | undefined
  onAll: () => void
}

function TicketsList({ filter, onOpen, onNew, onAll }: ListProps) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseTickets(filter), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [cursor, setCursor] = useState(-1)
  useHotkeys({
    j: () => setCursor((index) => Math.min(index + 1, rows.length - 1)),
    k: () => setCursor((index) => Math.max(index - 1, 0)),
    enter: rows[cursor] ? () => onOpen(rows[cursor]!.id) : undefined,
  })
  const isAll = Object.keys(filter).length === 1 && filter.view === 'all'
  if (query.isPending) return <TableSkeleton rows={8} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return isAll ? (
      <EmptyState
        icon={IconClipboardList}
        title={t`Nenhum chamado ainda`}
        text={t`Abra um a partir de uma conversa, ou aqui, para não esquecer o que um cliente pediu.`}
        action={onNew && <Button onClick={onNew}>{t`Novo chamado`}</Button>}
      />
    ) : (
      <EmptyState
        icon={IconClipboardList}
        title={t`Nenhum chamado assim`}
        action={
          <Button variant="default" onClick={onAll}>
            {t`Ver todos`}
          </Button>
        }
      />
    )
  return (
    <>
      <DataTable
        label={t`Chamados`}
        rows={rows}
        rowKey={(ticket) => ticket.id}
        activeKey={rows[cursor]?.id}
        onOpen={(ticket) => onOpen(ticket.id)}
        columns={[
          {
            key: 'number',
            header: t`Nº`,
            width: 56,
            cell: (ticket) => <span className="tabular">{ticket.number}</span>,
          },
          {
            key: 'title',
            header: t`Assunto`,
            cell: (ticket) => <Title ticket={ticket} onOpen={() => onOpen(ticket.id)} />,
          },
          {
            key: 'status',
            header: t`Situação`,
            cell: (ticket) => <TicketStatusBadge status={ticket.status} />,
          },
          {
            key: 'priority',
            header: t`Prioridade`,
            phone: 'hide',
            cell: (ticket) => <PriorityBadge priority={ticket.priority} />,
          },
          {
            key: 'assignee',
            header: t`Responsável`,
            phone: 'hide',
            cell: (ticket) => ticket.assignee?.name ?? <span className={record.dim}>{ticket.team.name}</span>,
          },
          { key: 'due', header: t`Prazo`, phone: 'hide', cell: (ticket) => <DueText ticket={ticket} /> },
          {
            key: 'updatedAt',
            header: t`Atualizado`,
            align: 'right',
            phone: 'hide',
            cell: (ticket) => <Moment at={ticket.updatedAt} />,
          },
        ]}
      />
      <MoreButton query={query} />
    </>
  )
}

function Title({ ticket, onOpen }: { ticket: SupportTicket; onOpen: () => void }) {
  const customer = customerWords(ticket)
  return (
    <>
      <RowButton onClick={onOpen}>{titleWords(ticket)}</RowButton>
      {customer && <span className={css.customer}>{customer}</span>}
    </>
  )
}
