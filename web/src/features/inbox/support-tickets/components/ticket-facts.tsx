import { t } from '@lingui/core/macro'
import { ActionIcon, Select } from '@mantine/core'
import { IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { Moment } from '@/components/ui'
import { listAgents } from '@/lib/agents'
import type { SupportTicketDetails } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import agentsCss from '../../agents/components/agents.module.css'
import { StateDot } from '../../agents/components/state-dot'
import { listTeams } from '../../teams/api/list-teams'
import { useAssignTicket, useMoveTicket } from '../api/change-ticket'
import { useUnlinkConversation } from '../api/link-conversation'
import { customerWords, typeName } from '../words'
import { DueText, PriorityBadge } from './badges'
import css from './tickets.module.css'

interface Props {
  details: SupportTicketDetails
  mayWrite: boolean
  onLost: () => void
}

/** Whose it is, for whom, until when, and where it is talked about. */
export function TicketFacts({ details, mayWrite, onLost }: Props) {
  const { ticket } = details
  const seesPeople = useCan('people.contacts.read')
  return (
    <aside className={record.facts} aria-label={t`Dados do chamado`}>
      <Responsible details={details} mayWrite={mayWrite} onLost={onLost} />
      <dl>
        <dt>{t`Cliente`}</dt>
        <dd>
          {ticket.customer && seesPeople ? (
            <Link to="/pessoas/$id" params={{ id: ticket.customer.contactId }}>
              {customerWords(ticket)}
            </Link>
          ) : (
            (customerWords(ticket) ?? t`Ninguém indicado`)
          )}
        </dd>
        <dt>{t`Tipo`}</dt>
        <dd>{typeName(ticket.type)}</dd>
        <dt>{t`Prioridade`}</dt>
        <dd>
          <PriorityBadge priority={ticket.priority} />
        </dd>
        <dt>{t`Prazo`}</dt>
        <dd>{ticket.dueAt ? <DueText ticket={ticket} /> : t`Sem prazo`}</dd>
        <dt>{t`Aberto em`}</dt>
        <dd>
          <Moment at={ticket.createdAt} />
        </dd>
        {ticket.resolvedAt && (
          <>
            <dt>{t`Resolvido em`}</dt>
            <dd>
              <Moment at={ticket.resolvedAt} />
            </dd>
          </>
        )}
      </dl>
      <Conversations details={details} mayWrite={mayWrite} />
    </aside>
  )
}

function Responsible({ details: { ticket }, mayWrite, onLost }: Props) {
  const { user } = useSession()
  const seesAll = useCan('inbox.conversations.read_all')
  const teams = useQuery(listTeams)
  const states = useQuery(listAgents)
  const assign = useAssignTicket()
  const move = useMoveTicket()
  if (!mayWrite)
    return (
      <dl>
        <dt>{t`Responsável`}</dt>
        <dd>{ticket.assignee?.name ?? t`Ninguém ainda`}</dd>
        <dt>{t`Equipe`}</dt>
        <dd>{ticket.team.name}</dd>
      </dl>
    )
  const agents = teams.data?.agents ?? []
  const known =
    ticket.assignee && !agents.some(({ id }) => id === ticket.assignee!.id) ? [ticket.assignee] : []
  const choices = teams.data?.teams.filter(({ active, id }) => active || id === ticket.team.id) ?? [
    ticket.team,
  ]
  return (
    <div className={record.responsible}>
      <Select
        size="sm"
        label={t`Responsável`}
        value={ticket.assignee?.id ?? ''}
        allowDeselect={false}
        data={[
          { value: '', label: t`Ninguém ainda` },
          ...[...known, ...agents].map(({ id, name }) => ({
            value: id,
            label: id === user.id ? t`${name} (você)` : name,
          })),
        ]}
        renderOption={({ option }) => (
          <span className={agentsCss.who}>
            <StateDot agent={states.data?.find(({ id }) => id === option.value)} />
            {option.label}
          </span>
        )}
        onChange={(value) => {
          const to = agents.find(({ id }) => id === value) ?? null
          void assign.mutateAsync({ id: ticket.id, to }).catch(notifyError)
        }}
      />
      <Select
        size="sm"
        label={t`Equipe`}
        value={ticket.team.id}
        allowDeselect={false}
        data={choices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => {
          const team = teams.data?.teams.find(({ id }) => id === value)
          if (!team || team.id === ticket.team.id) return
          const lost = !seesAll && !team.isEveryone && !team.memberIds.includes(user.id)
          move.mutateAsync({ id: ticket.id, to: { id: team.id, name: team.name } }).then(() => {
            notifyDone(t`O chamado agora é da equipe ${team.name}.`)
            if (lost) onLost()
          }, notifyError)
        }}
      />
    </div>
  )
}

function Conversations({ details: { ticket, conversations }, mayWrite }: Omit<Props, 'onLost'>) {
  const unlink = useUnlinkConversation()
  if (conversations.length === 0) return null
  return (
    <section>
      <h2 className={record.subtitle}>{t`Conversas`}</h2>
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id} className={css.linked}>
            <Link to="/atendimento" search={{ conversa: conversation.id }}>
              {conversation.channelName}
            </Link>
            <span className={record.dim}>
              <Moment at={conversation.lastMessageAt} />
            </span>
            {mayWrite && (
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={28}
                aria-label={t`Desligar a conversa`}
                title={t`Desligar a conversa`}
                onClick={() =>
                  void unlink
                    .mutateAsync({ supportTicketId: ticket.id, conversationId: conversation.id })
                    .catch(notifyError)
                }
              >
                <IconLinkOff size={15} stroke={1.75} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
