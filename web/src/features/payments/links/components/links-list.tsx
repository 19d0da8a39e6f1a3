import { t } from '@lingui/core/macro'
import { Button, Modal } from '@mantine/core'
import { IconLink, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  CopyField,
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  MoneyText,
  PageHeader,
  RowActions,
  StatusBadge,
  TableSkeleton,
  type Tone,
} from '@/components/ui'
import type { PaymentLink } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { MoreButton } from '@/components/more-button'
import { useCancelLink } from '../api/cancel-link'
import { listLinks } from '../api/list-links'
import { LinkDialog } from './link-dialog'

function linkStatus(status: PaymentLink['status']): { label: string; tone: Tone } {
  return (
    {
      open: { label: t`Aberto`, tone: 'info' },
      expired: { label: t`Vencido`, tone: 'neutral' },
      paid: { label: t`Pago`, tone: 'ok' },
      cancelled: { label: t`Cancelado`, tone: 'neutral' },
    } as const
  )[status]
}

export function LinksList() {
  const query = useInfiniteQuery({ ...listLinks, refetchInterval: usePolling() })
  const cancel = useCancelLink()
  const [adding, setAdding] = useState(false)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const [shown, setShown] = useState<PaymentLink | null>(null)
  const [showing, setShowing] = useState(false)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const show = (link: PaymentLink) => {
    setShown(link)
    setShowing(true)
  }
  const add = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setOpening((n) => n + 1)
        setAdding(true)
      }}
    >
      {t`Novo link`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Links de pagamento`}
        text={t`Um endereço para receber por Pix fora do balcão: mande por mensagem e acompanhe aqui.`}
        actions={add}
      />
      {query.isPending ? (
        <TableSkeleton rows={3} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconLink}
          title={t`Nenhum link ainda`}
          text={t`Crie o primeiro: valor, descrição e até quando vale.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Links de pagamento`}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'description',
              header: t`Descrição`,
              cell: (row) => (
                <>
                  {row.description}
                  {row.reusable && (
                    <div style={{ fontSize: 12, color: 'var(--c-dim)' }}>
                      {row.payments === 1 ? t`1 pagamento` : t`${row.payments} pagamentos`} ·{' '}
                      <MoneyText money={row.received} />
                    </div>
                  )}
                </>
              ),
            },
            {
              key: 'amount',
              header: t`Valor`,
              align: 'right',
              cell: (row) => <MoneyText money={row.amount} />,
            },
            {
              key: 'status',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={linkStatus(row.status).tone}>{linkStatus(row.status).label}</StatusBadge>
              ),
            },
            {
              key: 'expires',
              header: t`Vale até`,
              phone: 'hide',
              cell: (row) => <Moment at={row.expiresAt} />,
            },
            {
              key: 'actions',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              phone: 'below',
              cell: (row) =>
                row.status === 'open' && (
                  <RowActions>
                    <Button size="xs" variant="default" onClick={() => show(row)}>
                      {t`Ver link`}
                    </Button>
                    <Button
                      size="xs"
                      variant="subtle"
                      loading={cancel.isPending && cancel.variables.linkId === row.id}
                      onClick={() =>
                        void cancel
                          .mutateAsync({ linkId: row.id })
                          .then(() => notifyDone(t`Link cancelado.`), notifyError)
                      }
                    >
                      {t`Cancelar`}
                    </Button>
                  </RowActions>
                ),
            },
          ]}
        />
      )}
      <MoreButton query={query} />
      <LinkDialog
        key={opening}
        opened={adding}
        onClose={() => setAdding(false)}
        onCreated={(link) => {
          setAdding(false)
          show(link)
        }}
      />
      <Modal opened={showing} onClose={() => setShowing(false)} title={t`Link de pagamento`} size={520}>
        {shown && (
          <>
            <p style={{ marginBottom: 12 }}>
              {shown.description} · <MoneyText money={shown.amount} />
            </p>
            <CopyField text={shown.url} />
          </>
        )}
      </Modal>
    </>
  )
}
