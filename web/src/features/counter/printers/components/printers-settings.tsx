import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { Printer } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { uuid } from '@/lib/uuid'
import { listPrintJobs } from '../../print-jobs/api/list-print-jobs'
import { PrintState } from '../../print-jobs/components/print-state'
import { listPrinters } from '../api/list-printers'
import { usePrintTestPage } from '../api/print-test-page'
import { profileName } from '../profiles'

const PrinterDialog = lazy(() => import('./printer-dialog').then((file) => ({ default: file.PrinterDialog })))

export function PrintersSettings() {
  const printers = useQuery(listPrinters)
  const jobs = useQuery({ ...listPrintJobs(), refetchInterval: usePolling(2_500) })
  const [editing, setEditing] = useState<Printer | 'new' | null>(null)
  const [opened, setOpened] = useState(false)
  const edit = (what: Printer | 'new') => {
    setEditing(what)
    setOpened(true)
  }
  const lastTest = (printerId: string) =>
    (jobs.data ?? [])
      .filter((job) => job.kind === 'test_page' && job.printer.id === printerId)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t`Nova impressora`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Impressoras`}
        text={t`Impressoras térmicas na rede local. A senha sai no papel assim que é emitida ou paga.`}
        actions={printers.data?.length ? add : undefined}
      />
      {printers.isPending ? (
        <TableSkeleton />
      ) : printers.isError && !printers.data ? (
        <ErrorState error={printers.error} onRetry={() => void printers.refetch()} />
      ) : printers.data.length === 0 ? (
        <EmptyState
          icon={IconPrinter}
          title={t`Conecte uma impressora`}
          text={t`Você precisa do endereço dela na rede, como 192.168.0.50. Sem impressora, o cliente acompanha pelo celular.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Impressoras`}
          rows={printers.data}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            { key: 'address', header: t`Endereço`, phone: 'hide', cell: (row) => `${row.host}:${row.port}` },
            { key: 'profile', header: t`Modelo`, phone: 'hide', cell: (row) => profileName(row.profile) },
            {
              key: 'active',
              header: t`Situação`,
              phone: 'hide',
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Ligada` : t`Desligada`}
                </StatusBadge>
              ),
            },
            {
              key: 'test',
              header: t`Teste`,
              align: 'right',
              cell: (row) => (
                <div
                  style={{ display: 'inline-flex', flexDirection: 'column', alignItems: 'flex-end', gap: 4 }}
                >
                  <TestPage printer={row} />
                  <PrintState job={lastTest(row.id)} />
                </div>
              ),
            },
          ]}
        />
      )}
      {editing && (
        <Suspense fallback={null}>
          <PrinterDialog
            key={editing === 'new' ? `new-${printers.data?.length}` : editing.id}
            printer={editing === 'new' ? null : editing}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function TestPage({ printer }: { printer: Printer }) {
  const print = usePrintTestPage()
  return (
    <Button
      size="xs"
      variant="default"
      loading={print.isPending}
      disabled={!printer.active}
      onClick={() =>
        void print
          .mutateAsync({ id: printer.id, key: uuid() })
          .then(() => notifyDone(t`Página de teste enviada para ${printer.name}.`), notifyError)
      }
    >
      {t`Imprimir teste`}
    </Button>
  )
}
