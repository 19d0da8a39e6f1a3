import { t } from '@lingui/core/macro'
import { Button, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, ErrorState, RowButton, Section, StatusBadge, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { LossReason } from '@/lib/api/types'
import { uuid } from '@/lib/uuid'
import { listLossReasons, useChangeLossReason, useCreateLossReason } from '../api/pipelines'

/** Why something is not sold: chosen by whoever marks it as lost. */
export function LossReasons() {
  const reasons = useQuery(listLossReasons)
  const [editing, setEditing] = useState<{ reason: LossReason | null; opening: number }>({
    reason: null,
    opening: 0,
  })
  const [opened, setOpened] = useState(false)
  const edit = (reason: LossReason | null) => {
    setEditing(({ opening }) => ({ reason, opening: opening + 1 }))
    setOpened(true)
  }
  return (
    <Section
      title={t`Motivos de perda`}
      text={t`Escolhidos por quem marca uma oportunidade como perdida.`}
      action={
        <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={() => edit(null)}>
          {t`Novo motivo`}
        </Button>
      }
    >
      {reasons.isPending ? (
        <TableSkeleton rows={3} />
      ) : reasons.isError && !reasons.data ? (
        <ErrorState error={reasons.error} onRetry={() => void reasons.refetch()} />
      ) : (
        <DataTable
          label={t`Motivos de perda`}
          rows={reasons.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'name',
              header: t`Motivo`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            {
              key: 'active',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Em uso` : t`Fora de uso`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      <ReasonDialog
        key={editing.opening}
        reason={editing.reason}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </Section>
  )
}

interface Props {
  /** Null: a new one. */
  reason: LossReason | null
  opened: boolean
  onClose: () => void
}

function ReasonDialog({ reason, opened, onClose }: Props) {
  const create = useCreateLossReason()
  const change = useChangeLossReason()
  const [key] = useState(uuid)
  const [name, setName] = useState(reason?.name ?? '')
  const [active, setActive] = useState(reason?.active ?? true)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = async () => {
    setFailure(null)
    try {
      if (reason) await change.mutateAsync({ id: reason.id, name: name.trim(), active })
      else await create.mutateAsync({ name: name.trim(), key })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={reason ? t`Mudar o motivo` : t`Novo motivo de perda`}
      submit={reason ? t`Salvar` : t`Criar motivo`}
      busy={create.isPending || change.isPending}
      disabled={!name.trim()}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`Motivo`}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {reason && (
        <Switch
          label={t`Em uso`}
          description={t`Fora de uso ele não é mais oferecido; o que já foi perdido por ele fica.`}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
