import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select } from '@mantine/core'
import { IconPlus, IconUserStar } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import record from '@/components/record/record.module.css'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import { Avatar } from '@/components/ui/avatar'
import { SearchBox } from '@/components/ui/search-box'
import { listAgents } from '@/lib/agents'
import type { Lead, LeadSource, LeadStatus } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { formatMoney } from '@/lib/money'
import { usePolling } from '@/lib/realtime'
import { browseLeads, type LeadFilter } from '../api/browse-leads'
import { isOpen, personWords, sourceName, SOURCES, STATUSES, statusWords } from '../words'
import { LeadStatusBadge, StepTime } from './badges'
import type { PersonPicker } from './lead-dialog'
import css from './leads.module.css'

const LeadDialog = lazy(() => import('./lead-dialog').then((file) => ({ default: file.LeadDialog })))

export interface LeadsSearch {
  view: 'mine' | 'unowned' | 'all'
  /** Without: those that are open. */
  status: LeadStatus | 'any' | undefined
  source: LeadSource | undefined
  ownerId: string | undefined
  late: boolean
  /** Of those that are open; others stand as they last changed. */
  order: 'newest' | 'score' | 'next_step'
}

const EVERYTHING: LeadsSearch = {
  view: 'all',
  status: undefined,
  source: undefined,
  ownerId: undefined,
  late: false,
  order: 'newest',
}

const mayBeOrdered = ({ status }: LeadsSearch) => status === undefined || isOpen({ status })

function filterOf(search: LeadsSearch): LeadFilter {
  const { view, status, source, ownerId, late, order } = search
  return {
    view,
    ...(status === undefined ? { open: true as const } : status === 'any' ? {} : { status }),
    ...(source ? { source } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(late ? { overdue: true as const } : {}),
    ...(order !== 'newest' && mayBeOrdered(search) ? { order } : {}),
  }
}

interface Props {
  search: LeadsSearch
  /** Whom somebody looks for; stands in no address. */
  text: string
  onSearch: (search: LeadsSearch) => void
  onText: (text: string) => void
  onOpen: (id: string) => void
  picker: PersonPicker
}

export function LeadsPage({ search, text, onSearch, onText, onOpen, picker }: Props) {
  const may = useCan('sales.leads.write')
  const seesAll = useCan('sales.read_all')
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const open = () => {
    setOpening((n) => n + 1)
    setOpened(true)
  }
  useHotkeys({ c: may ? open : undefined })
  const { view, status, source, ownerId, late, order } = search
  return (
    <div className={record.page}>
      <PageHeader
        title={t`Leads`}
        text={t`Quem pode vir a comprar, até se saber se compra.`}
        actions={
          may && (
            <Button leftSection={<IconPlus size={16} />} onClick={open}>
              {t`Novo lead`}
            </Button>
          )
        }
      />
      <div className={record.filters}>
        <SegmentedControl
          size="xs"
          aria-label={t`De quem`}
          value={view}
          data={[
            { value: 'all', label: t`Todos` },
            { value: 'mine', label: t`Meus` },
            { value: 'unowned', label: t`Sem dono` },
          ]}
          onChange={(value) =>
            onSearch({ ...search, view: value as LeadsSearch['view'], ownerId: undefined })
          }
        />
        <Select
          size="xs"
          aria-label={t`Situação`}
          value={status ?? ''}
          data={[
            { value: '', label: t`Abertos` },
            ...STATUSES.map((value) => ({ value, label: statusWords(value).many })),
            { value: 'any', label: t`Toda situação` },
          ]}
          onChange={(value) => onSearch({ ...search, status: (value || undefined) as LeadsSearch['status'] })}
        />
        <Select
          size="xs"
          aria-label={t`Origem`}
          value={source ?? ''}
          data={[
            { value: '', label: t`Toda origem` },
            ...SOURCES.map((value) => ({ value, label: sourceName(value) })),
          ]}
          onChange={(value) => onSearch({ ...search, source: (value || undefined) as LeadSource })}
        />
        {seesAll && view === 'all' && (
          <OwnerFilter ownerId={ownerId} onChange={(id) => onSearch({ ...search, ownerId: id })} />
        )}
        {mayBeOrdered(search) && !late && (
          <Select
            size="xs"
            aria-label={t`Ordem`}
            value={order}
            data={[
              { value: 'newest', label: t`Mais recentes` },
              { value: 'score', label: t`Mais prováveis` },
              { value: 'next_step', label: t`Próximo passo` },
            ]}
            onChange={(value) => onSearch({ ...search, order: value as LeadsSearch['order'] })}
          />
        )}
        <button
          type="button"
          className={record.late}
          aria-pressed={late}
          onClick={() => onSearch({ ...search, late: !late })}
        >
          {t`Atrasados`}
        </button>
        <div className={css.search}>
          <SearchBox label={t`Buscar pessoa`} text={text} maxLength={120} onSearch={onText} />
        </div>
      </div>
      <LeadsList
        filter={filterOf(search)}
        text={text.trim()}
        onOpen={onOpen}
        onNew={may ? open : undefined}
        onAll={() => onSearch({ ...EVERYTHING, status: 'any' })}
      />
      {opening > 0 && (
        <Suspense fallback={null}>
          <LeadDialog
            key={opening}
            opened={opened}
            onClose={() => setOpened(false)}
            onOpen={onOpen}
            picker={picker}
          />
        </Suspense>
      )}
    </div>
  )
}

function OwnerFilter(props: { ownerId: string | undefined; onChange: (id: string | undefined) => void }) {
  const agents = useQuery(listAgents)
  return (
    <Select
      size="xs"
      aria-label={t`Responsável`}
      value={props.ownerId ?? ''}
      data={[
        { value: '', label: t`Todo responsável` },
        ...(agents.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
      ]}
      onChange={(value) => props.onChange(value || undefined)}
    />
  )
}

interface ListProps {
  filter: LeadFilter
  text: string
  onOpen: (id: string) => void
  onNew: (() => void) | undefined
  onAll: () => void
}

function LeadsList({ filter, text, onOpen, onNew, onAll }: ListProps) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useInfiniteQuery({ ...browseLeads(filter, text), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [cursor, setCursor] = useState(-1)
  useHotkeys({
    j: () => setCursor((index) => Math.min(index + 1, rows.length - 1)),
    k: () => setCursor((index) => Math.max(index - 1, 0)),
    enter: rows[cursor] ? () => onOpen(rows[cursor]!.id) : undefined,
  })
  if (query.isPending) return <TableSkeleton rows={8} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return <Nothing filter={filter} text={text} onNew={onNew} onAll={onAll} />
  return (
    <>
      <DataTable
        label={t`Leads`}
        rows={rows}
        rowKey={(lead) => lead.id}
        activeKey={rows[cursor]?.id}
        onOpen={(lead) => onOpen(lead.id)}
        columns={[
          { key: 'person', header: t`Pessoa`, cell: (lead) => <Who lead={lead} onOpen={onOpen} /> },
          {
            key: 'status',
            header: t`Situação`,
            cell: (lead) => <LeadStatusBadge status={lead.status} />,
          },
          {
            key: 'amount',
            header: t`Valor`,
            align: 'right',
            phone: 'hide',
            cell: (lead) => lead.amount && <MoneyText money={lead.amount} />,
          },
          {
            key: 'score',
            header: t`Pontos`,
            align: 'right',
            phone: 'hide',
            cell: (lead) => <span className="tabular">{lead.score}</span>,
          },
          {
            key: 'source',
            header: t`Origem`,
            phone: 'hide',
            cell: (lead) => <span className={record.dim}>{sourceName(lead.source)}</span>,
          },
          {
            key: 'owner',
            header: t`Responsável`,
            phone: 'hide',
            cell: ({ owner }) =>
              owner ? (
                <span className={css.owner}>
                  <Avatar userId={owner.id} avatar={null} name={owner.name} size={24} />
                  {owner.name}
                </span>
              ) : (
                <span className={record.dim}>{t`Sem dono`}</span>
              ),
          },
          {
            key: 'next',
            header: t`Próximo passo`,
            phone: 'below',
            cell: (lead) =>
              lead.nextStep && (
                <>
                  <span className={css.step}>{lead.nextStep}</span>
                  <StepTime lead={lead} />
                </>
              ),
          },
          {
            key: 'updatedAt',
            header: t`Atualizado`,
            align: 'right',
            phone: 'hide',
            cell: (lead) => <Moment at={lead.updatedAt} />,
          },
        ]}
      />
      {query.hasNextPage && (
        <div className={record.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t`Carregar mais`}
          </Button>
        </div>
      )}
    </>
  )
}

function Nothing({ filter, text, onNew, onAll }: Omit<ListProps, 'onOpen'>) {
  if (text)
    return (
      <EmptyState
        icon={IconUserStar}
        title={t`Nenhum lead encontrado`}
        text={t`Confira o número por inteiro, ou busque pelo começo do nome. Só contam os leads dos filtros acima.`}
      />
    )
  if (Object.keys(filter).length === 2 && filter.open && filter.view === 'all')
    return (
      <EmptyState
        icon={IconUserStar}
        title={t`Nenhum lead aberto`}
        text={t`Numa conversa, a tecla L faz do cliente um lead. Quem chega por outro caminho é criado aqui.`}
        action={onNew && <Button onClick={onNew}>{t`Novo lead`}</Button>}
      />
    )
  return (
    <EmptyState
      icon={IconUserStar}
      title={t`Nenhum lead assim`}
      action={
        <Button variant="default" onClick={onAll}>
          {t`Ver todos`}
        </Button>
      }
    />
  )
}

function Who({ lead, onOpen }: { lead: Lead; onOpen: (id: string) => void }) {
  return (
    <>
      <RowButton onClick={() => onOpen(lead.id)}>{personWords(lead)}</RowButton>
      {(lead.interest || lead.amount) && (
        <span className={css.sub}>
          {lead.amount && <span className={css.inHand}>{formatMoney(lead.amount)} </span>}
          {lead.interest}
        </span>
      )}
    </>
  )
}
