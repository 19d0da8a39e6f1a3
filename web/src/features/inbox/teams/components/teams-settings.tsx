import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { DataTable, ErrorState, PageHeader, RowButton, StatusBadge, TableSkeleton } from '@/components/ui'
import { listAgents } from '@/lib/agents'
import type { Agent, Team, Teams } from '@/lib/api/types'
import { StateDot } from '../../agents/components/state-dot'
import { listChannels } from '../api/list-channels'
import { listTeams } from '../api/list-teams'
import { modeName } from '../words'
import css from './teams.module.css'

type Named = Teams['agents'][number]

const TeamDialog = lazy(() => import('./team-dialog').then((file) => ({ default: file.TeamDialog })))

/** @param after who they are made of, beneath them */
export function TeamsSettings({ after }: { after?: ReactNode }) {
  const teams = useQuery(listTeams)
  const channels = useQuery(listChannels)
  const states = useQuery(listAgents)
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
                row.isEveryone ? (
                  t`Todos que atendem`
                ) : (
                  <Members ids={row.memberIds} known={states.data ?? []} />
                ),
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
              key: 'mode',
              header: t`Distribuição`,
              phone: 'hide',
              cell: ({ assignment: { mode, capacity } }) =>
                mode === 'manual' ? modeName(mode) : t`${modeName(mode)}, até ${capacity} por pessoa`,
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
      {after}
      {editing.opening > 0 && (
        <Suspense fallback={null}>
          <TeamDialog
            key={editing.opening}
            team={editing.team}
            agents={agents}
            channels={channels.data ?? []}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  )
}

/** With whether they are at work; who has left the company meanwhile is not shown. */
function Members({ ids, known }: { ids: string[]; known: Agent[] }) {
  const members = known.filter(({ id }) => ids.includes(id))
  if (members.length === 0) return t`Ninguém ainda`
  return (
    <span className={css.members}>
      {members.map((agent) => (
        <span key={agent.id} className={css.member}>
          <StateDot agent={agent} /> {agent.name}
        </span>
      ))}
    </span>
  )
}
