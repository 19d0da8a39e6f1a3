import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Input, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Controller, type Control, useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Team, Teams } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeTeam } from '../api/change-team'
import { useCreateTeam } from '../api/create-team'
import { MODES, modeName, modeText } from '../words'
import css from './teams.module.css'

type Named = Teams['agents'][number]

/** What a new team begins with. */
const USUAL: Team['assignment'] = { mode: 'manual', capacity: 6, limboMinutes: 10, awayReturnMinutes: null }

const schema = () => {
  const whole = (most: number) =>
    z
      .number({ error: t`Informe um número.` })
      .int()
      .min(1, t`O mínimo é 1.`)
      .max(most, t`O máximo é ${most}.`)
  return z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome à equipe.`)
      .max(40, t`Use até 40 caracteres.`),
    active: z.boolean(),
    memberIds: z.array(z.string()),
    channelIds: z.array(z.string()),
    mode: z.enum(MODES),
    capacity: whole(100),
    limboMinutes: whole(1440),
    returns: z.boolean(),
    awayReturnMinutes: whole(1440),
  })
}

type Values = z.infer<ReturnType<typeof schema>>

interface DialogProps {
  team: Team | null
  agents: Named[]
  channels: Named[]
  opened: boolean
  onClose: () => void
}

/** Mounted for each opening. */
export function TeamDialog({ team, agents, channels, opened, onClose }: DialogProps) {
  const create = useCreateTeam()
  const change = useChangeTeam()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const { mode, capacity, limboMinutes, awayReturnMinutes } = team?.assignment ?? USUAL
  const form = useForm<Values>({
    resolver: zodResolver(schema()),
    defaultValues: {
      name: team?.name ?? '',
      active: team?.active ?? true,
      memberIds: team?.memberIds ?? [],
      channelIds: team?.channelIds ?? [],
      mode,
      capacity,
      limboMinutes,
      returns: awayReturnMinutes !== null,
      awayReturnMinutes: awayReturnMinutes ?? 15,
    },
  })

  const submit = form.handleSubmit(async ({ name, active, memberIds, channelIds, ...rules }) => {
    setFailure(null)
    try {
      const { mode, capacity, limboMinutes, returns } = rules
      const awayReturnMinutes = returns ? rules.awayReturnMinutes : null
      const assignment = { mode, capacity, limboMinutes, awayReturnMinutes }
      const body = { name: name.trim(), memberIds, channelIds, assignment }
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
      <Rules control={form.control} />
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

/** Who is given its conversations, and what becomes of those nobody attends to. */
function Rules({ control }: { control: Control<Values> }) {
  const [mode, returns] = useWatch({ control, name: ['mode', 'returns'] })
  return (
    <>
      <Controller
        control={control}
        name="mode"
        render={({ field }) => (
          <Select
            label={t`Distribuição`}
            description={modeText(field.value)}
            data={MODES.map((value) => ({ value, label: modeName(value) }))}
            value={field.value}
            onChange={(value) => value && field.onChange(value)}
          />
        )}
      />
      {mode !== 'manual' && (
        <Minutes
          control={control}
          name="capacity"
          label={t`Conversas abertas por pessoa`}
          description={t`Quem tem um limite próprio recebe por ele.`}
          max={100}
        />
      )}
      <Minutes
        control={control}
        name="limboMinutes"
        label={t`Avisar quem coordena depois de`}
        description={t`Minutos em que o cliente espera e ninguém que atende agora está com a conversa.`}
        max={1440}
      />
      <Input.Wrapper
        label={t`Quando alguém fica ausente`}
        description={t`As conversas dele que esperam resposta:`}
        labelElement="div"
      >
        <div className={css.away}>
          <Controller
            control={control}
            name="returns"
            render={({ field }) => (
              <Select
                aria-label={t`Quando alguém fica ausente`}
                data={[
                  { value: 'keep', label: t`Ficam com ele` },
                  { value: 'return', label: t`Voltam para a equipe` },
                ]}
                value={field.value ? 'return' : 'keep'}
                onChange={(value) => field.onChange(value === 'return')}
              />
            )}
          />
          {returns && (
            <Minutes
              control={control}
              name="awayReturnMinutes"
              label={t`Depois de quantos minutos`}
              max={1440}
            />
          )}
        </div>
      </Input.Wrapper>
    </>
  )
}

interface MinutesProps {
  control: Control<Values>
  name: 'capacity' | 'limboMinutes' | 'awayReturnMinutes'
  label: string
  description?: string
  max: number
}

function Minutes({ control, name, label, description, max }: MinutesProps) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) => (
        <NumberInput
          label={label}
          description={description}
          min={1}
          max={max}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          value={field.value}
          onChange={(value) => field.onChange(value === '' ? undefined : Number(value))}
          error={fieldState.error?.message}
        />
      )}
    />
  )
}
