import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Button, MultiSelect, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { DataTable, ErrorState, PageHeader, RowButton, StatusBadge, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Team, Teams } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeTeam } from '../api/change-team'
import { useCreateTeam } from '../api/create-team'
import { listChannels } from '../api/list-channels'
import { listTeams } from '../api/list-teams'

type Named = Teams['agents'][number]

export function TeamsSettings() {
  const teams = useQuery(listTeams)
  const channels = useQuery(listChannels)
  const [editing, setEditing] = useState<{ team: Team | null; opening: number }>({ team: null, opening: 0 })
  const [opened, setOpened] = useState(false)
  const edit = (team: Team | null) => {
    setEditing(({ opening }) => ({ team, opening: opening + 1 }))
    setOpened(true)
  }
  const agents = teams.data?.agents ?? []
  const names = (ids: string[], known: Named[]) =>
    ids.flatMap((id) => known.find((one) => one.id === id)?.name ?? []).join(', ')
  return (
    <>
      <PageHeader
        title={t`Equipes`}
        text={t`Quem atende as mesmas conversas. Cada pessoa vê as da sua equipe e as que são dela; proprietário e gerente veem todas.`}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit(null)}>
            {t`Nova equipe`}
          </Button>
        }
      />
      {teams.isPending ? (
        <TableSkeleton rows={3} />
      ) : teams.isError && !teams.data ? (
        <ErrorState error={teams.error} onRetry={() => void teams.refetch()} />
      ) : (
        <DataTable
          label={t`Equipes`}
          rows={teams.data.teams}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            {
              key: 'members',
              header: t`Pessoas`,
              cell: (row) =>
                row.isEveryone ? t`Todos que atendem` : names(row.memberIds, agents) || t`Ninguém ainda`,
            },
            {
              key: 'channels',
              header: t`Números que recebe`,
              phone: 'hide',
              cell: (row) =>
                names(row.channelIds, channels.data ?? []) ||
                (row.isEveryone ? t`Os que não são de outra equipe` : t`Nenhum`),
            },
            {
              key: 'active',
              header: t`Situação`,
              width: 130,
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Ligada` : t`Desligada`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      <TeamDialog
        key={editing.opening}
        team={editing.team}
        agents={agents}
        channels={channels.data ?? []}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}

interface DialogProps {
  team: Team | null
  agents: Named[]
  channels: Named[]
  opened: boolean
  onClose: () => void
}

function TeamDialog({ team, agents, channels, opened, onClose }: DialogProps) {
  const create = useCreateTeam()
  const change = useChangeTeam()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome à equipe.`)
      .max(40, t`Use até 40 caracteres.`),
    active: z.boolean(),
    memberIds: z.array(z.string()),
    channelIds: z.array(z.string()),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: team?.name ?? '',
      active: team?.active ?? true,
      memberIds: team?.memberIds ?? [],
      channelIds: team?.channelIds ?? [],
    },
  })

  const submit = form.handleSubmit(async ({ name, active, memberIds, channelIds }) => {
    setFailure(null)
    try {
      const body = { name: name.trim(), memberIds, channelIds }
      if (team) await change.mutateAsync({ id: team.id, body: { ...body, active } })
      else await create.mutateAsync({ body, key })
      notifyDone(t`Equipe ${name} salva.`)
      onClose()
    } catch (error) {
      if (isApiError(error, 'inbox.team.name_taken'))
        form.setError('name', { type: 'server', message: describeError(error).message })
      else if (!showFieldErrors(error, ['name', 'memberIds', 'channelIds'], form.setError)) setFailure(error)
    }
  })

  // One who left the company meanwhile may stay on the list, and has no name here any more.
  const known = (ids: string[], all: Named[]) => [
    ...all.map(({ id, name }) => ({ value: id, label: name })),
    ...ids
      .filter((id) => !all.some((one) => one.id === id))
      .map((id) => ({ value: id, label: t`Quem saiu` })),
  ]

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={team ? t`Equipe` : t`Nova equipe`}
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
      {team?.isEveryone ? (
        <p>{t`Todos que atendem fazem parte desta equipe. Para ela vão as conversas que não são de outra.`}</p>
      ) : (
        <Controller
          control={form.control}
          name="memberIds"
          render={({ field, fieldState }) => (
            <MultiSelect
              label={t`Pessoas`}
              description={t`Veem e respondem as conversas desta equipe.`}
              placeholder={field.value.length === 0 ? t`Escolha quem atende` : undefined}
              searchable
              nothingFoundMessage={t`Ninguém com este nome atende.`}
              data={known(field.value, agents)}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      )}
      {channels.length > 0 && (
        <Controller
          control={form.control}
          name="channelIds"
          render={({ field, fieldState }) => (
            <MultiSelect
              label={t`Números que recebe`}
              description={t`Conversas novas destes números vão para esta equipe. Cada número é de uma só.`}
              placeholder={field.value.length === 0 ? t`Nenhum` : undefined}
              data={known(field.value, channels)}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      )}
      {team && !team.isEveryone && (
        <Controller
          control={form.control}
          name="active"
          render={({ field }) => (
            <Switch
              label={t`Ligada`}
              description={t`Desligada, não recebe conversas. Só dá para desligar sem conversas por resolver.`}
              checked={field.value}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
    </FormDialog>
  )
}
