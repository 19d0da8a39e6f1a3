import { t } from '@lingui/core/macro'
import { Button, SegmentedControl } from '@mantine/core'
import { IconInbox, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  CopyField,
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  RowButton,
  Section,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { PrivacyRequest } from '@/lib/api/types'
import { formatDay } from '@/lib/time'
import { kindName, statusName } from '../../words'
import { getForm, listRequests } from '../api/requests'
import { NewRequestDialog } from './new-request-dialog'
import css from './requests.module.css'
import { MoreButton } from '@/components/more-button'

export function StatusOf({ request }: { request: PrivacyRequest }) {
  if (request.isOverdue) return <StatusBadge tone="danger">{t`Atrasado`}</StatusBadge>
  const tone = { received: 'warn', identified: 'info', done: 'ok', refused: 'neutral' } as const
  return <StatusBadge tone={tone[request.status]}>{statusName(request.status)}</StatusBadge>
}

export function RequestsSettings({ onOpen }: { onOpen: (id: string) => void }) {
  const [closed, setClosed] = useState(false)
  const [adding, setAdding] = useState(false)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const query = useInfiniteQuery(listRequests(closed))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader
        title={t`Privacidade`}
        text={t`Pedidos de pessoas sobre os próprios dados (LGPD). A resposta completa tem prazo de 15 dias.`}
        actions={
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setOpening((n) => n + 1)
              setAdding(true)
            }}
          >
            {t`Anotar pedido`}
          </Button>
        }
      />
      <div className={css.tools}>
        <SegmentedControl
          aria-label={t`Quais pedidos`}
          value={closed ? 'closed' : 'open'}
          onChange={(value) => setClosed(value === 'closed')}
          data={[
            { value: 'open', label: t`Em aberto` },
            { value: 'closed', label: t`Encerrados` },
          ]}
        />
      </div>
      {query.isPending ? (
        <TableSkeleton rows={4} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconInbox}
          title={closed ? t`Nenhum pedido encerrado` : t`Nenhum pedido em aberto`}
          text={t`Divulgue o endereço abaixo no seu site ou no balcão: os pedidos chegam aqui.`}
        />
      ) : (
        <>
          <DataTable
            label={t`Pedidos`}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => onOpen(row.id)}
            columns={[
              {
                key: 'name',
                header: t`Quem pede`,
                cell: (row) => (
                  <>
                    <RowButton onClick={() => onOpen(row.id)}>{row.name ?? t`Pessoa anonimizada`}</RowButton>
                    <div className={css.due}>{t`até ${formatDay(row.dueAt)}`}</div>
                  </>
                ),
              },
              { key: 'kind', header: t`O que pede`, phone: 'hide', cell: (row) => kindName(row.kind) },
              { key: 'due', header: t`Prazo`, phone: 'hide', cell: (row) => formatDay(row.dueAt) },
              { key: 'status', header: t`Situação`, cell: (row) => <StatusOf request={row} /> },
            ]}
          />
          <MoreButton query={query} />
        </>
      )}
      <FormLink />
      <NewRequestDialog key={opening} opened={adding} onClose={() => setAdding(false)} onDone={onOpen} />
    </>
  )
}

function FormLink() {
  const form = useQuery(getForm)
  return (
    <Section
      title={t`Página para pedidos`}
      text={t`Quem quiser saber, corrigir ou apagar os próprios dados escreve por este endereço, sem precisar de senha.`}
    >
      {form.isPending ? (
        <TableSkeleton rows={1} />
      ) : form.isError && !form.data ? (
        <ErrorState error={form.error} onRetry={() => void form.refetch()} />
      ) : (
        <CopyField text={form.data.url} />
      )}
    </Section>
  )
}
