import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconWindow } from '@tabler/icons-react'
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
import type { Desk } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeDesk } from '../api/change-desk'
import { useCreateDesk } from '../api/create-desk'
import { listDesks } from '../api/list-desks'

export function DesksSettings() {
  const desks = useQuery(listDesks)
  const [editing, setEditing] = useState<Desk | 'new' | null>(null)
  const [opened, setOpened] = useState(false)
  const edit = (what: Desk | 'new') => {
    setEditing(what)
    setOpened(true)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t`Novo guichê`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Guichês`}
        text={t`Os lugares para onde o cliente é chamado. O nome aparece e é falado no painel.`}
        actions={desks.data?.length ? add : undefined}
      />
      {desks.isPending ? (
        <TableSkeleton />
      ) : desks.isError && !desks.data ? (
        <ErrorState error={desks.error} onRetry={() => void desks.refetch()} />
      ) : desks.data.length === 0 ? (
        <EmptyState
          icon={IconWindow}
          title={t`Crie o primeiro guichê`}
          text={t`“Guichê 1”, “Caixa”, “Sala 3”: o nome que o cliente procura.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Guichês`}
          rows={desks.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            {
              key: 'active',
              header: t`Situação`,
              width: 140,
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Ligado` : t`Desligado`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      <DeskDialog
        key={editing === null ? 'none' : editing === 'new' ? `new-${desks.data?.length}` : editing.id}
        desk={editing === 'new' ? null : editing}
        suggested={t`Guichê ${(desks.data?.length ?? 0) + 1}`}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}

interface DialogProps {
  desk: Desk | null
  suggested: string
  opened: boolean
  onClose: () => void
}

function DeskDialog({ desk, suggested, opened, onClose }: DialogProps) {
  const create = useCreateDesk()
  const change = useChangeDesk()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome ao guichê.`)
      .max(40, t`Use até 40 caracteres.`),
    active: z.boolean(),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name: desk?.name ?? suggested, active: desk?.active ?? true },
  })

  const submit = form.handleSubmit(async ({ name, active }) => {
    setFailure(null)
    try {
      if (desk) await change.mutateAsync({ id: desk.id, body: { name: name.trim(), active } })
      else await create.mutateAsync({ body: { name: name.trim() }, key })
      notifyDone(t`${name} salvo.`)
      onClose()
    } catch (error) {
      if (!showFieldErrors(error, ['name'], form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={desk ? t`Guichê` : t`Novo guichê`}
      submit={t`Salvar`}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        error={form.formState.errors.name?.message}
        {...form.register('name')}
      />
      {desk && (
        <Controller
          control={form.control}
          name="active"
          render={({ field }) => (
            <Switch
              label={t`Ligado`}
              description={t`Desligado, ninguém consegue chamar para ele.`}
              checked={field.value}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
    </FormDialog>
  )
}
