import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconForms, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { PersonField } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listFields, useCreateField, useDeleteField, useOrderFields } from '../api/fields'
import { fieldKindName } from '../words'
import { FieldDialog } from './field-dialog'
import css from './fields.module.css'

export function FieldsSettings() {
  const fields = useQuery(listFields)
  const order = useOrderFields()
  const remove = useDeleteField()
  const create = useCreateField()
  const [editing, setEditing] = useState<{ field: PersonField | null; opening: number }>({
    field: null,
    opening: 0,
  })
  const [opened, setOpened] = useState(false)
  const edit = (field: PersonField | null) => {
    setEditing(({ opening }) => ({ field, opening: opening + 1 }))
    setOpened(true)
  }
  const ids = fields.data?.map(({ id }) => id) ?? []
  const move = (index: number, to: number) =>
    void order.mutateAsync(ids.toSpliced(index, 1).toSpliced(to, 0, ids[index]!)).catch(notifyError)
  const drop = (field: PersonField) =>
    void remove.mutateAsync(field.id).then(
      () =>
        notifyDone(t`O campo ${field.name} foi excluído.`, {
          label: t`Desfazer`,
          run: () =>
            void create
              .mutateAsync({
                body: { name: field.name, kind: field.kind, options: field.options },
                key: uuid(),
              })
              .catch(notifyError),
        }),
      notifyError,
    )
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit(null)}>
      {t`Novo campo`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Campos da pessoa`}
        text={t`O que a empresa quer saber de cada pessoa, nas palavras dela. Aparece ao lado da conversa, nesta ordem; o que se escreve fica cifrado. Documentos e telefones não entram aqui: têm lugar próprio, mascarado.`}
        actions={fields.data?.length ? add : undefined}
      />
      {fields.isPending ? (
        <TableSkeleton rows={3} />
      ) : fields.isError && !fields.data ? (
        <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />
      ) : fields.data.length === 0 ? (
        <EmptyState
          icon={IconForms}
          title={t`Nenhum campo ainda`}
          text={t`Crie os poucos que mudam o atendimento: aniversário, tamanho, alergias.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Campos da pessoa`}
          rows={fields.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            { key: 'kind', header: t`Tipo`, cell: (row) => fieldKindName(row.kind) },
            {
              key: 'active',
              header: t`Situação`,
              phone: 'hide',
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Em uso` : t`Fora de uso`}
                </StatusBadge>
              ),
            },
            {
              key: 'acts',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              width: 130,
              cell: (row) => {
                const index = ids.indexOf(row.id)
                return (
                  <span className={css.row} onClick={(event) => event.stopPropagation()}>
                    <ActionIcon
                      variant="subtle"
                      color="neutral"
                      size={32}
                      disabled={index === 0}
                      aria-label={t`Mover ${row.name} para cima`}
                      onClick={() => move(index, index - 1)}
                    >
                      <IconArrowUp size={17} stroke={1.75} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="neutral"
                      size={32}
                      disabled={index === ids.length - 1}
                      aria-label={t`Mover ${row.name} para baixo`}
                      onClick={() => move(index, index + 1)}
                    >
                      <IconArrowDown size={17} stroke={1.75} />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="neutral"
                      size={32}
                      aria-label={t`Excluir ${row.name}`}
                      onClick={() => drop(row)}
                    >
                      <IconTrash size={17} stroke={1.75} />
                    </ActionIcon>
                  </span>
                )
              },
            },
          ]}
        />
      )}
      <FieldDialog
        key={editing.opening}
        field={editing.field}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}
