import { t } from '@lingui/core/macro'
import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  MoneyText,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
  type Tone,
} from '@/components/ui'
import type { ReconciliationDay } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { formatDate } from '@/lib/time'
import { MoreButton } from '@/components/more-button'
import { useCheckDay } from '../api/check-day'
import { listReconciliationDays } from '../api/list-days'
import { DayReport } from './day-report'

export function ReconciliationDays() {
  const query = useInfiniteQuery({ ...listReconciliationDays, refetchInterval: usePolling() })
  const canManage = useCan('payments.reconciliation.manage')
  const [day, setDay] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  if (day !== null && day !== shown) setShown(day)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const chosen = rows.find((row) => row.day === shown)
  return (
    <>
      <PageHeader
        title={t`Conferência com o banco`}
        text={t`Cada dia que termina é comparado com a lista do banco. Confira os números e assine.`}
      />
      {canManage && <CheckForm />}
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconScale}
          title={t`Nenhum dia conferido ainda`}
          text={t`O primeiro relatório aparece quando o dia termina, ou quando você pede.`}
        />
      ) : (
        <DataTable
          label={t`Conferência por dia`}
          rows={rows}
          rowKey={(row) => row.day}
          onOpen={(row) => setDay(row.day)}
          columns={[
            {
              key: 'day',
              header: t`Dia`,
              cell: (row) => (
                <RowButton onClick={() => setDay(row.day)}>
                  <span className="tabular">{formatDate(row.day)}</span>
                </RowButton>
              ),
            },
            {
              key: 'in',
              header: t`Pix no banco`,
              align: 'right',
              cell: (row) => <MoneyText money={row.bankIn} />,
            },
            {
              key: 'out',
              header: t`Devolvido`,
              align: 'right',
              phone: 'hide',
              cell: (row) => <MoneyText money={row.bankOut} />,
            },
            {
              key: 'state',
              header: t`Situação`,
              cell: (row) => <StatusBadge tone={dayState(row).tone}>{dayState(row).label}</StatusBadge>,
            },
          ]}
        />
      )}
      <MoreButton query={query} />
      <Drawer
        opened={day !== null}
        onClose={() => setDay(null)}
        position="right"
        size={560}
        title={shown && t`Conferência de ${formatDate(shown)}`}
      >
        {chosen && <DayReport key={chosen.day} day={chosen} />}
      </Drawer>
    </>
  )
}

function dayState(day: ReconciliationDay): { label: string; tone: Tone } {
  if (day.checkedAt === null)
    return day.lastError
      ? { label: t`O banco não respondeu`, tone: 'danger' }
      : { label: t`Lendo o banco`, tone: 'info' }
  if (!day.agree) return { label: t`Não bate`, tone: 'danger' }
  if (!day.complete) return { label: t`Dia em andamento`, tone: 'neutral' }
  return day.signedNow ? { label: t`Assinado`, tone: 'ok' } : { label: t`Bate, falta assinar`, tone: 'warn' }
}

function CheckForm() {
  const check = useCheckDay()
  const [day, setDay] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (day === '') return
        void check.mutateAsync({ day }).then(() => notifyDone(t`Lendo a lista do banco.`), notifyError)
      }}
    >
      <Group align="flex-end" gap={8} mb={16}>
        <TextInput
          type="date"
          label={t`Conferir um dia agora`}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={check.isPending} disabled={day === ''}>
          {t`Conferir`}
        </Button>
      </Group>
    </form>
  )
}
