import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronUp, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { listAgents } from '@/lib/agents'
import { describeError } from '@/lib/api/error-catalogue'
import { ApiError } from '@/lib/api/problem'
import type { Conversation } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { StateDot } from '../../agents/components/state-dot'
import { LabelDot } from '../../labels/components/label-chip'
import { listLabels } from '../../labels/api/list-labels'
import { PRIORITIES, priorityWords } from '../../support-tickets/words'
import { listTeams } from '../../teams/api/list-teams'
import { type ManyChange, useChangeConversations } from '../api/change-conversations'
import css from './list.module.css'

/** As many as the server changes at once. */
const MOST = 100

interface Props {
  shown: Conversation[]
  chosen: ReadonlySet<string>
  onChoose: (ids: string[]) => void
  onClose: () => void
}

/** One change to all that are chosen. */
export function BulkBar({ shown, chosen, onChoose, onClose }: Props) {
  const { user } = useSession()
  const teams = useQuery(listTeams)
  const agents = useQuery(listAgents)
  const labels = useQuery(listLabels)
  const change = useChangeConversations()
  const count = chosen.size
  const all = shown.slice(0, MOST).map(({ id }) => id)
  const run = (to: ManyChange) =>
    change
      .mutateAsync({ conversationIds: [...chosen].slice(0, MOST), change: to })
      .then(({ changed, refused }) => {
        const done = changed === 1 ? t`1 conversa mudada.` : t`${changed} conversas mudadas.`
        if (refused.length === 0) {
          notifyDone(done)
          onClose()
        } else {
          const more = refused.length
          const left = more === 1 ? t`1 ficou como estava` : t`${more} ficaram como estavam`
          notifyTrouble(`${done} ${left}: ${describeError(new ApiError(409, refused[0]!.code)).message}`)
          onChoose(refused.map(({ conversationId }) => conversationId))
        }
      }, notifyError)
  return (
    <div className={css.bulk} role="toolbar" aria-label={t`Mudar as selecionadas`}>
      <div className={css.bulkLine}>
        <span className={css.bulkCount} role="status">
          {count === 1 ? t`1 selecionada` : t`${count} selecionadas`}
        </span>
        {count < all.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(all)}>
            {t`Todas na lista`}
          </Button>
        )}
        <ActionIcon
          variant="subtle"
          color="neutral"
          size={30}
          aria-label={t`Parar de selecionar`}
          onClick={onClose}
        >
          <IconX size={17} />
        </ActionIcon>
      </div>
      <div className={css.bulkLine}>
        <Button
          size="xs"
          leftSection={<IconCheck size={15} />}
          disabled={count === 0}
          loading={change.isPending}
          onClick={() => void run({ status: 'resolved' })}
        >
          {t`Resolver`}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={count === 0 || change.isPending}
          onClick={() => void run({ assigneeId: user.id })}
        >
          {t`Assumir`}
        </Button>
        <Menu position="top-end" width={250} disabled={count === 0}>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              disabled={count === 0 || change.isPending}
              rightSection={<IconChevronUp size={14} />}
            >
              {t`Mais`}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={css.bulkMenu}>
            <Menu.Item onClick={() => void run({ read: true })}>{t`Marcar como lidas`}</Menu.Item>
            <Menu.Item onClick={() => void run({ status: 'pending' })}>{t`Deixar pendentes`}</Menu.Item>
            <Menu.Item
              onClick={() => void run({ status: 'snoozed' })}
            >{t`Adiar até o cliente escrever`}</Menu.Item>
            <Menu.Item onClick={() => void run({ release: true })}>{t`Devolver à equipe`}</Menu.Item>
            <Menu.Label>{t`Prioridade`}</Menu.Label>
            {PRIORITIES.map((priority) => (
              <Menu.Item key={priority} onClick={() => void run({ priority })}>
                {priorityWords(priority).label}
              </Menu.Item>
            ))}
            {(labels.data?.length ?? 0) > 0 && <Menu.Label>{t`Pôr a etiqueta`}</Menu.Label>}
            {labels.data?.map(({ id, name, color }) => (
              <Menu.Item
                key={id}
                leftSection={<LabelDot color={color} />}
                onClick={() => void run({ addLabelId: id })}
              >
                {name}
              </Menu.Item>
            ))}
            <Menu.Label>{t`Passar para`}</Menu.Label>
            {agents.data
              ?.filter(({ id }) => id !== user.id)
              .map((agent) => (
                <Menu.Item
                  key={agent.id}
                  leftSection={<StateDot agent={agent} />}
                  onClick={() => void run({ assigneeId: agent.id })}
                >
                  {agent.name}
                </Menu.Item>
              ))}
            {teams.data?.teams
              .filter(({ active }) => active)
              .map(({ id, name }) => (
                <Menu.Item key={id} onClick={() => void run({ teamId: id })}>
                  {t`Equipe ${name}`}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  )
}
