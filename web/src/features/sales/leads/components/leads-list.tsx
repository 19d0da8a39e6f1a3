import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconUserStar } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreButton } from '@/components/more-button'
import record from '@/components/record/record.module.css'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import { Avatar } from '@/components/ui/avatar'
import type { Lead } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { formatMoney } from '@/lib/money'
import { usePolling } from '@/lib/realtime'
import { browseLeads, type LeadFilter } from '../api/browse-leads'
import { personWords, sourceName } from '../words'
import { LeadStatusBadge, StepTime } from './badges'
import css from './leads.module.css'

interface ListProps {
  filter: LeadFilter
  text: string
  onOpen: (id: string) => void
  onNew: (() => void) | undefined
  onAll: () => void
}

/** Those that are asked for, some at a time. */
export function LeadsList({ filter, text, onOpen, onNew, onAll }: ListProps) {
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
            header: t`Dono`,
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
      <MoreButton query={query} />
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
          {lead.amount && (
            <span className={css.inHand}>
              {formatMoney(lead.amount)}
              {lead.interest && ' · '}
            </span>
          )}
          {lead.interest}
        </span>
      )}
    </>
  )
}
