import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Printer } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { uuid } from '@/lib/uuid'
import { listPrintJobs } from '../../print-jobs/api/list-print-jobs'
import { PrintState } from '../../print-jobs/components/print-state'
import { useChangePrinter } from '../api/change-printer'
import { useCreatePrinter } from '../api/create-printer'
import { listPrinters } from '../api/list-printers'
import { usePrintTestPage } from '../api/print-test-page'

const PROFILES = ['epson', 'bematech', 'elgin', 'generic'] as const
const profileName = (profile: Printer['profile']) =>
  ({ epson: 'Epson', bematech: 'Bematech', elgin: 'Elgin', generic: t`Outra (ESC/POS)` })[profile]

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
      <PrinterDialog
        key={editing === null ? 'none' : editing === 'new' ? `new-${printers.data?.length}` : editing.id}
        printer={editing === 'new' ? null : editing}
        opened={opened}
        onClose={() => setOpened(false)}
      />
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
        print.mutate(
          { id: printer.id, key: uuid() },
          {
            onSuccess: () => notifyDone(t`Página de teste enviada para ${printer.name}.`),
            onError: notifyError,
          },
        )
      }
    >
      {t`Imprimir teste`}
    </Button>
  )
}

function PrinterDialog({
  printer,
  opened,
  onClose,
}: {
  printer: Printer | null
  opened: boolean
  onClose: () => void
}) {
  const create = useCreatePrinter()
  const change = useChangePrinter()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome à impressora.`)
      .max(40, t`Use até 40 caracteres.`),
    host: z
      .string()
      .trim()
      .min(1, t`Informe o endereço da impressora na rede.`)
      .regex(/^[A-Za-z0-9.:_-]+$/, t`Use só o endereço, como 192.168.0.50.`),
    port: z
      .number(t`Use um número de 1 a 65535.`)
      .int()
      .min(1, t`Use um número de 1 a 65535.`)
      .max(65535, t`Use um número de 1 a 65535.`),
    profile: z.enum(PROFILES),
    active: z.boolean(),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: printer?.name ?? '',
      host: printer?.host ?? '',
      port: printer?.port ?? 9100,
      profile: printer?.profile ?? 'epson',
      active: printer?.active ?? true,
    },
  })
  const { errors } = form.formState

  const submit = form.handleSubmit(async ({ active, ...values }) => {
    setFailure(null)
    const body = { ...values, name: values.name.trim(), host: values.host.trim() }
    try {
      if (printer) await change.mutateAsync({ id: printer.id, body: { ...body, active } })
      else await create.mutateAsync({ body, key })
      notifyDone(t`${body.name} salva. Imprima um teste para conferir.`)
      onClose()
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'host', 'port', 'profile'], form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={printer ? t`Impressora` : t`Nova impressora`}
      submit={t`Salvar`}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        placeholder={t`Recepção`}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <TextInput
        label={t`Endereço na rede`}
        description={t`A impressora mostra o endereço quando é ligada com o botão de avanço apertado.`}
        placeholder="192.168.0.50"
        inputMode="url"
        error={errors.host?.message}
        {...form.register('host')}
      />
      <Controller
        control={form.control}
        name="port"
        render={({ field }) => (
          <NumberInput
            label={t`Porta`}
            hideControls
            allowDecimal={false}
            error={errors.port?.message}
            {...field}
            onChange={(value) => field.onChange(typeof value === 'number' ? value : Number.NaN)}
          />
        )}
      />
      <Controller
        control={form.control}
        name="profile"
        render={({ field }) => (
          <Select
            label={t`Modelo`}
            data={PROFILES.map((value) => ({ value, label: profileName(value) }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {printer && (
        <Controller
          control={form.control}
          name="active"
          render={({ field }) => (
            <Switch
              label={t`Ligada`}
              checked={field.value}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
    </FormDialog>
  )
}
