import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTag, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DataTable, EmptyState, ErrorState, PageHeader, RowButton, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Label } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeLabel } from '../api/change-label'
import { useCreateLabel } from '../api/create-label'
import { useDeleteLabel } from '../api/delete-label'
import { listLabels } from '../api/list-labels'
import { colorName, COLORS } from '../words'
import { LabelDot } from './label-chip'
import css from './labels.module.css'

export function LabelsSettings() {
  const labels = useQuery(listLabels)
  const [editing, setEditing] = useState<{ label: Label | null; opening: number }>({
    label: null,
    opening: 0,
  })
  const [opened, setOpened] = useState(false)
  const [removing, setRemoving] = useState<Label | null>(null)
  const edit = (label: Label | null) => {
    setEditing(({ opening }) => ({ label, opening: opening + 1 }))
    setOpened(true)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit(null)}>
      {t`Nova etiqueta`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Etiquetas`}
        text={t`Palavras da empresa para achar conversas juntas, de qualquer equipe: VIP, cobrança, orçamento.`}
        actions={labels.data?.length ? add : undefined}
      />
      {labels.isPending ? (
        <TableSkeleton rows={3} />
      ) : labels.isError && !labels.data ? (
        <ErrorState error={labels.error} onRetry={() => void labels.refetch()} />
      ) : labels.data.length === 0 ? (
        <EmptyState
          icon={IconTag}
          title={t`Nenhuma etiqueta ainda`}
          text={t`Crie as poucas que todos vão usar. Quem atende põe e tira na conversa.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Etiquetas`}
          rows={labels.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => (
                <RowButton onClick={() => edit(row)}>
                  <span className={css.named}>
                    <LabelDot color={row.color} />
                    {row.name}
                  </span>
                </RowButton>
              ),
            },
            { key: 'color', header: t`Cor`, cell: (row) => colorName(row.color) },
            {
              key: 'remove',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              width: 60,
              cell: (row) => (
                <ActionIcon
                  variant="subtle"
                  color="neutral"
                  size={32}
                  aria-label={t`Excluir ${row.name}`}
                  title={t`Excluir`}
                  onClick={(event) => {
                    event.stopPropagation()
                    setRemoving(row)
                  }}
                >
                  <IconTrash size={17} stroke={1.75} />
                </ActionIcon>
              ),
            },
          ]}
        />
      )}
      <LabelDialog
        key={editing.opening}
        label={editing.label}
        opened={opened}
        onClose={() => setOpened(false)}
      />
      {removing && <RemoveDialog label={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function RemoveDialog({ label, onClose }: { label: Label; onClose: () => void }) {
  const remove = useDeleteLabel()
  const { name } = label
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Excluir ${name}?`}
      submit={t`Excluir`}
      danger
      busy={remove.isPending}
      error={remove.error}
      onSubmit={(event) => {
        event.preventDefault()
        remove.mutateAsync(label.id).then(
          () => {
            notifyDone(t`A etiqueta ${name} foi excluída.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{t`Ela sai de todas as conversas e os filtros guardados que a usam somem. Não dá para desfazer.`}</p>
    </FormDialog>
  )
}

interface DialogProps {
  label: Label | null
  opened: boolean
  onClose: () => void
}

function LabelDialog({ label, opened, onClose }: DialogProps) {
  const create = useCreateLabel()
  const change = useChangeLabel()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome à etiqueta.`)
      .max(40, t`Use até 40 caracteres.`),
    color: z.enum(COLORS),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { name: label?.name ?? '', color: label?.color ?? 'teal' },
  })

  const submit = form.handleSubmit(async (body) => {
    setFailure(null)
    try {
      if (label) await change.mutateAsync({ labelId: label.id, body })
      else await create.mutateAsync({ body, key })
      notifyDone(t`A etiqueta ${body.name} foi salva.`)
      onClose()
    } catch (error) {
      if (isApiError(error, 'inbox.label.name_taken'))
        form.setError('name', { type: 'server', message: describeError(error).message })
      else if (!showFieldErrors(error, ['name', 'color'], form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={label ? t`Etiqueta` : t`Nova etiqueta`}
      submit={t`Salvar`}
      size={460}
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
      <fieldset className={css.choice}>
        <legend>{t`Cor`}</legend>
        <div className={css.colors}>
          {COLORS.map((color) => (
            <label key={color} className={css.color}>
              <input type="radio" value={color} {...form.register('color')} />
              <LabelDot color={color} />
              {colorName(color)}
            </label>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  )
}
