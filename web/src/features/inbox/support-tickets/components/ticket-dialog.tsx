import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/ui/form-dialog'
import type { SupportTicket, SupportTicketDetails } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { fromMomentField, toMomentField } from '@/lib/time'
import { uuid } from '@/lib/uuid'
import { listTeams } from '../../teams/api/list-teams'
import { useChangeTicket } from '../api/change-ticket'
import { useOpenTicket } from '../api/open-ticket'
import { PRIORITIES, priorityWords, typeName, TYPES } from '../words'
import css from './tickets.module.css'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; without, a new one. */
  details?: SupportTicketDetails
  /** What a new one is opened from, or whom it is for. */
  from?: { conversationId: string } | { contactId: string }
  onOpened?: (ticket: SupportTicket) => void
}

/** A new ticket, or what one says. */
export function TicketDialog({ opened, onClose, details, from, onOpened }: Props) {
  const open = useOpenTicket()
  const change = useChangeTicket()
  const teams = useQuery({ ...listTeams, enabled: opened && !details })
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    title: z
      .string()
      .trim()
      .min(1, t`Diga em poucas palavras o que foi pedido.`)
      .max(200, t`Use até 200 caracteres.`),
    description: z
      .string()
      .trim()
      .max(4000, t`Use até 4.000 caracteres.`),
    type: z.enum(TYPES),
    priority: z.enum(PRIORITIES),
    dueAt: z.string(),
    teamId: z.string(),
    assigneeId: z.string(),
  })
  const ticket = details?.ticket
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      title: ticket?.title ?? '',
      description: details?.description ?? '',
      type: ticket?.type ?? 'request',
      priority: ticket?.priority ?? 'normal',
      dueAt: toMomentField(ticket?.dueAt),
      teamId: '',
      assigneeId: '',
    },
  })

  const submit = form.handleSubmit(async ({ description, dueAt, teamId, assigneeId, ...rest }) => {
    setFailure(null)
    const body = { ...rest, description: description || null, dueAt: fromMomentField(dueAt) }
    try {
      if (ticket) await change.mutateAsync({ id: ticket.id, to: body })
      else {
        const made = await open.mutateAsync({
          body: { ...body, ...from, teamId: teamId || null, assigneeId: assigneeId || null },
          key,
        })
        notifyDone(t`Chamado nº ${made.number} aberto.`)
        onOpened?.(made)
      }
      onClose()
    } catch (error) {
      if (!showFieldErrors(error, ['title', 'description', 'dueAt'], form.setError)) setFailure(error)
    }
  })

  const choice = (name: 'type' | 'priority' | 'teamId' | 'assigneeId', label: string, data: Choice[]) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Select
          label={label}
          data={data}
          value={field.value}
          allowDeselect={false}
          onChange={(value) => field.onChange(value ?? '')}
        />
      )}
    />
  )

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={ticket ? t`Mudar o chamado ${ticket.number}` : t`Novo chamado`}
      submit={ticket ? t`Salvar` : t`Abrir chamado`}
      size={560}
      busy={open.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Assunto`}
        maxLength={200}
        error={form.formState.errors.title?.message}
        {...form.register('title')}
      />
      <Textarea
        label={t`Descrição`}
        autosize
        minRows={3}
        maxRows={10}
        error={form.formState.errors.description?.message}
        {...form.register('description')}
      />
      <div className={css.pair}>
        {choice(
          'type',
          t`Tipo`,
          TYPES.map((value) => ({ value, label: typeName(value) })),
        )}
        {choice(
          'priority',
          t`Prioridade`,
          PRIORITIES.map((value) => ({ value, label: priorityWords(value).label })),
        )}
      </div>
      <TextInput
        type="datetime-local"
        label={t`Prazo`}
        error={form.formState.errors.dueAt?.message}
        {...form.register('dueAt')}
      />
      {!ticket && (
        <div className={css.pair}>
          {choice('teamId', t`Equipe`, [
            { value: '', label: from && 'conversationId' in from ? t`A da conversa` : t`Todos` },
            ...(teams.data?.teams
              .filter(({ active, isEveryone }) => active && !isEveryone)
              .map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ])}
          {choice('assigneeId', t`Responsável`, [
            { value: '', label: t`Ninguém ainda` },
            ...(teams.data?.agents.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ])}
        </div>
      )}
    </FormDialog>
  )
}

interface Choice {
  value: string
  label: string
}
