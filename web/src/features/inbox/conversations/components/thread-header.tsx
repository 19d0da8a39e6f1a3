import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconPlayerPause,
  IconUser,
  IconUserCircle,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { StatusBadge } from '@/components/ui'
import { listAgents } from '@/lib/agents'
import type { Conversation } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { formatElapsed, formatMoment } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { StateDot } from '../../agents/components/state-dot'
import { PriorityBadge } from '../../support-tickets/components/badges'
import { listTeams } from '../../teams/api/list-teams'
import { useAssignConversation } from '../api/assign-conversation'
import { useChangeStatus } from '../api/change-status'
import { useMoveConversation } from '../api/move-conversation'
import { customerName, statusWords } from '../words'
import type { ActSlot } from './inbox-page'
import { SnoozeMenu } from './snooze-menu'
import css from './thread.module.css'

interface Props {
  conversation: Conversation
  canBeWrittenTo: boolean
  personShown: boolean
  onPerson: () => void
  onClose: () => void
  act: ActSlot
}

export function ThreadHeader(props: Props) {
  const { conversation, canBeWrittenTo, personShown, onPerson, onClose, act } = props
  const may = useCan('inbox.conversations.write')
  const { status } = conversation
  const live = may && canBeWrittenTo && status !== 'resolved'
  const { id, customer } = conversation
  const beside = canBeWrittenTo && customer && act({ conversationId: id, contactId: customer.contactId })
  return (
    <header className={css.head}>
      <div className={css.headLine}>
        <ActionIcon
          className={css.back}
          variant="subtle"
          color="neutral"
          size={36}
          aria-label={t`Voltar às conversas`}
          onClick={onClose}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        <div className={css.headWho}>
          <h2 className={css.headName}>{customerName(conversation)}</h2>
          <div className={css.headText}>
            <span className={css.channel}>{conversation.channelName}</span>
            {status !== 'open' && (
              <StatusBadge tone={statusWords(status).tone}>{stateWords(conversation)}</StatusBadge>
            )}
            {(conversation.priority === 'urgent' || conversation.priority === 'high') && (
              <PriorityBadge priority={conversation.priority} />
            )}
            {conversation.assignee && conversation.unattendedSince && (
              <StatusBadge tone="warn">{t`${conversation.assignee.name} está ausente`}</StatusBadge>
            )}
            {live && (
              <>
                <AssigneeMenu conversation={conversation} />
                <TeamMenu conversation={conversation} onLost={onClose} />
              </>
            )}
          </div>
        </div>
        <ActionIcon
          className={css.toggle}
          variant="subtle"
          color="neutral"
          size={36}
          aria-label={t`Pessoa`}
          aria-pressed={personShown}
          onClick={onPerson}
        >
          <IconUserCircle size={20} stroke={1.75} />
        </ActionIcon>
      </div>
      {(live || beside) && (
        <div className={css.headActions}>
          {live && (
            <>
              <StatusActions conversation={conversation} />
              <Take conversation={conversation} />
            </>
          )}
          {beside}
        </div>
      )}
    </header>
  )
}

function nobodysWords({ unattendedSince }: Conversation, now: number): string {
  if (!unattendedSince || now - Date.parse(unattendedSince) < 60_000) return t`Sem dono`
  const ago = formatElapsed(unattendedSince, now)
  return t`Sem dono há ${ago}`
}

function stateWords({ status, snoozedUntil }: Conversation): string {
  if (status !== 'snoozed') return statusWords(status).label
  return snoozedUntil ? t`Adiada até ${formatMoment(snoozedUntil)}` : t`Adiada até o cliente escrever`
}

function StatusActions({ conversation }: { conversation: Conversation }) {
  const change = useChangeStatus(conversation.id)
  const { status } = conversation
  const undo = {
    label: t`Desfazer`,
    run: () => void change.mutateAsync({ status: 'open' }).catch(notifyError),
  }
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconCheck size={15} />}
        onClick={() =>
          void change
            .mutateAsync({ status: 'resolved' })
            .then(() => notifyDone(t`Conversa resolvida.`, undo), notifyError)
        }
      >
        {t`Resolver`}
      </Button>
      <SnoozeMenu
        onSnooze={async (until) => {
          await change.mutateAsync({ status: 'snoozed', ...(until ? { snoozedUntil: until } : {}) })
          notifyDone(until ? t`Adiada até ${formatMoment(until)}.` : t`Adiada até o cliente escrever.`, undo)
        }}
      />
      {status === 'open' ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={15} />}
          onClick={() => void change.mutateAsync({ status: 'pending' }).catch(notifyError)}
        >
          {t`Pendente`}
        </Button>
      ) : (
        <Button
          size="xs"
          variant="default"
          onClick={() => void change.mutateAsync({ status: 'open' }).catch(notifyError)}
        >
          {t`Reabrir`}
        </Button>
      )}
    </>
  )
}

function useAssignment(conversation: Conversation) {
  const { user } = useSession()
  const agents = useQuery(listAgents)
  const assign = useAssignConversation(conversation.id)
  return {
    me: user,
    mine: conversation.assignee?.id === user.id,
    others: agents.data?.filter(({ id }) => id !== user.id) ?? [],
    give: (to: Conversation['assignee'], done?: string) =>
      void assign.mutateAsync(to).then(() => done && notifyDone(done), notifyError),
  }
}

function Take({ conversation }: { conversation: Conversation }) {
  const { me, give } = useAssignment(conversation)
  if (conversation.assignee) return null
  return (
    <Button size="xs" variant="default" onClick={() => give({ id: me.id, name: me.name })}>
      {t`Assumir`}
    </Button>
  )
}

function AssigneeMenu({ conversation }: { conversation: Conversation }) {
  const { me, mine, others, give } = useAssignment(conversation)
  const now = useNow(15_000)
  const { assignee } = conversation
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="neutral"
          className={css.menu}
          leftSection={<IconUser size={15} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} />}
        >
          <span className="visually-hidden">{t`Responsável:`}</span>
          {!assignee ? nobodysWords(conversation, now) : mine ? t`Você` : assignee.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.menuList}>
        {!mine && <Menu.Item onClick={() => give({ id: me.id, name: me.name })}>{t`Assumir`}</Menu.Item>}
        {assignee && <Menu.Item onClick={() => give(null)}>{t`Devolver à equipe`}</Menu.Item>}
        <Menu.Divider />
        <Menu.Label>{t`Passar para`}</Menu.Label>
        {others.length === 0 && <Menu.Item disabled>{t`Ninguém mais atende ainda`}</Menu.Item>}
        {others.map((agent) => (
          <Menu.Item
            key={agent.id}
            leftSection={<StateDot agent={agent} />}
            rightSection={agent.id === assignee?.id ? <IconCheck size={16} /> : null}
            onClick={() =>
              agent.id !== assignee?.id &&
              give({ id: agent.id, name: agent.name }, t`A conversa agora é de ${agent.name}.`)
            }
          >
            {agent.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function TeamMenu({ conversation, onLost }: { conversation: Conversation; onLost: () => void }) {
  const { user } = useSession()
  const seesAll = useCan('inbox.conversations.read_all')
  const teams = useQuery(listTeams)
  const move = useMoveConversation(conversation.id)
  const choices = teams.data?.teams.filter(({ active }) => active) ?? []
  if (choices.length < 2) return null
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="neutral"
          className={css.menu}
          leftSection={<IconUsersGroup size={15} stroke={1.75} />}
          rightSection={<IconChevronDown size={14} />}
        >
          <span className="visually-hidden">{t`Equipe:`}</span>
          {conversation.team.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.menuList}>
        <Menu.Label>{t`Mover para a equipe`}</Menu.Label>
        {choices.map((team) => (
          <Menu.Item
            key={team.id}
            rightSection={team.id === conversation.team.id ? <IconCheck size={16} /> : null}
            onClick={() => {
              if (team.id === conversation.team.id) return
              const lost = !seesAll && !team.isEveryone && !team.memberIds.includes(user.id)
              void move.mutateAsync({ id: team.id, name: team.name }).then(() => {
                notifyDone(t`A conversa agora é da equipe ${team.name}.`)
                if (lost) onLost()
              }, notifyError)
            }}
          >
            {team.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
