import { t } from '@lingui/core/macro'
import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { SupportTicket, SupportTicketDetails, Priority, TicketType } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { fromMomentField, toMomentField } from '@/lib/time'
import { uuid } from '@/lib/uuid'
import { listTeams } from '../../teams/api/list-teams'
import { useChangeTicket } from '../api/change-ticket'
import { useOpenTicket } from '../api/open-ticket'
import { PRIORITIES, priorityWords, typeName, TYPES } from '../words'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; without, a new one. */
  details?: SupportTicketDetails
  /** What a new one is opened from, or whom it is for. */
  from?: { conversationId: string } | { contactId: string }
  onOpened?: (ticket: SupportTicket) => void
}

const start = (details: SupportTicketDetails | undefined) => ({
  title: details?.ticket.title ?? '',
  description: details?.description ?? '',
  type: details?.ticket.type ?? ('request' as TicketType),
  priority: details?.ticket.priority ?? ('normal' as Priority),
  dueAt: toMomentField(details?.ticket.dueAt),
  /** Empty: nobody said. */
  teamId: '',
  assigneeId: '',
})

/** A new ticket, or what one says. */
export function TicketDialog({ opened, onClose, details, from, onOpened }: Props) {
  const open = useOpenTicket()
  const change = useChangeTicket()
  const teams = useQuery({ ...listTeams, enabled: opened && !details })
  const [key] = useState(uuid)
  const [values, setValues] = useState(() => start(details))
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }))
  const ticket = details?.ticket
  const refused = isApiError(failure) ? failure.errors : {}
  const refusal = (field: string) => (refused[field] ? describeFieldError(refused[field]) : null)
  const missing = tried && !values.title.trim() ? t`Diga em poucas palavras o que foi pedido.` : null

  const submit = async () => {
    setTried(true)
    const { title, description, dueAt, teamId, assigneeId, ...rest } = values
    if (!title.trim()) return
    setFailure(null)
    const body = {
      ...rest,
      title: title.trim(),
      description: description.trim() || null,
      dueAt: fromMomentField(dueAt),
    }
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
      setFailure(error)
    }
  }

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={ticket ? t`Mudar o chamado ${ticket.number}` : t`Novo chamado`}
      submit={ticket ? t`Salvar` : t`Abrir chamado`}
      size={560}
      busy={open.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`Assunto`}
        maxLength={200}
        value={values.title}
        error={missing ?? refusal('title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t`Descrição`}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={values.description}
        error={refusal('description')}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <div className={record.pair}>
        <Select
          label={t`Tipo`}
          allowDeselect={false}
          value={values.type}
          data={TYPES.map((value) => ({ value, label: typeName(value) }))}
          onChange={(value) => set({ type: (value ?? 'request') as TicketType })}
        />
        <Select
          label={t`Prioridade`}
          allowDeselect={false}
          value={values.priority}
          data={PRIORITIES.map((value) => ({ value, label: priorityWords(value).label }))}
          onChange={(value) => set({ priority: (value ?? 'normal') as Priority })}
        />
      </div>
      <TextInput
        type="datetime-local"
        label={t`Prazo`}
        value={values.dueAt}
        error={refusal('dueAt')}
        onChange={(event) => set({ dueAt: event.currentTarget.value })}
      />
      {!ticket && (
        <div className={record.pair}>
          <Select
            label={t`Equipe`}
            allowDeselect={false}
            value={values.teamId}
            data={[
              { value: '', label: from && 'conversationId' in from ? t`A da conversa` : t`Todos` },
              ...(teams.data?.teams
                .filter(({ active, isEveryone }) => active && !isEveryone)
                .map(({ id, name }) => ({ value: id, label: name })) ?? []),
            ]}
            onChange={(value) => set({ teamId: value ?? '' })}
          />
          <Select
            label={t`Responsável`}
            allowDeselect={false}
            value={values.assigneeId}
            data={[
              { value: '', label: t`Ninguém ainda` },
              ...(teams.data?.agents.map(({ id, name }) => ({ value: id, label: name })) ?? []),
            ]}
            onChange={(value) => set({ assigneeId: value ?? '' })}
          />
        </div>
      )}
    </FormDialog>
  )
}
