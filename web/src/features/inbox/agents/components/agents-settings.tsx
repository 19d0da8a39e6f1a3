import { t } from '@lingui/core/macro'
import { Button, NumberInput, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { DataTable, ErrorState, RowButton, Section, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { listAgents } from '@/lib/agents'
import type { Agent } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useChangeAgent } from '../api/change-agent'
import { getInboxSettings, useChangeInboxSettings } from '../api/inbox-settings'
import { stateWords } from '../words'
import { StateDot } from './state-dot'
import css from './agents.module.css'

/** Who answers, how much each is given, and when somebody who is gone is away. */
export function AgentsSettings() {
  const agents = useQuery(listAgents)
  const [editing, setEditing] = useState<{ agent: Agent; opening: number } | null>(null)
  const [opened, setOpened] = useState(false)
  const edit = (agent: Agent) => {
    setEditing((before) => ({ agent, opening: (before?.opening ?? 0) + 1 }))
    setOpened(true)
  }
  return (
    <>
      <Section
        title={t`Quem atende`}
        text={t`Quantas conversas abertas cada pessoa recebe por distribuição. O que alguém assume por conta própria não tem limite.`}
      >
        {agents.isPending ? (
          <TableSkeleton rows={3} />
        ) : agents.isError && !agents.data ? (
          <ErrorState error={agents.error} onRetry={() => void agents.refetch()} />
        ) : (
          <DataTable
            label={t`Quem atende`}
            rows={agents.data}
            rowKey={(row) => row.id}
            onOpen={edit}
            columns={[
              {
                key: 'name',
                header: t`Nome`,
                cell: (row) => (
                  <span className={css.who}>
                    <StateDot agent={row} />
                    <RowButton onClick={() => edit(row)}>{row.name}</RowButton>
                  </span>
                ),
              },
              {
                key: 'state',
                header: t`Agora`,
                phone: 'hide',
                cell: (row) => <span className={css.state}>{stateWords(row)}</span>,
              },
              {
                key: 'open',
                header: t`Abertas`,
                align: 'right',
                width: 90,
                cell: (row) => <span className="tabular">{row.openConversations}</span>,
              },
              {
                key: 'capacity',
                header: t`Limite`,
                align: 'right',
                width: 150,
                cell: (row) =>
                  row.capacity === null ? t`O da equipe` : row.capacity === 0 ? t`Não recebe` : row.capacity,
              },
            ]}
          />
        )}
      </Section>
      <AwayAfter />
      {editing && (
        <AgentDialog
          key={editing.opening}
          agent={editing.agent}
          opened={opened}
          onClose={() => setOpened(false)}
        />
      )}
    </>
  )
}

interface DialogProps {
  agent: Agent
  opened: boolean
  onClose: () => void
}

function AgentDialog({ agent, opened, onClose }: DialogProps) {
  const change = useChangeAgent()
  const [own, setOwn] = useState(agent.capacity !== null)
  const [capacity, setCapacity] = useState<number | string>(agent.capacity ?? 6)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    void change.mutateAsync({ userId: agent.id, capacity: own ? Number(capacity) : null }).then(() => {
      notifyDone(t`Limite de ${agent.name} salvo.`)
      onClose()
    }, setFailure)
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={agent.name}
      submit={t`Salvar`}
      busy={change.isPending}
      disabled={own && capacity === ''}
      error={failure}
      onSubmit={submit}
    >
      <Switch
        label={t`Limite próprio`}
        description={t`Sem ele vale o limite da equipe.`}
        checked={own}
        onChange={(event) => setOwn(event.currentTarget.checked)}
      />
      {own && (
        <NumberInput
          label={t`Conversas abertas ao mesmo tempo`}
          description={t`0: não recebe por distribuição.`}
          min={0}
          max={100}
          allowDecimal={false}
          value={capacity}
          onChange={setCapacity}
        />
      )}
    </FormDialog>
  )
}

function AwayAfter() {
  const settings = useQuery(getInboxSettings)
  const change = useChangeInboxSettings()
  const [minutes, setMinutes] = useState<number | string>('')
  const shown = minutes === '' ? (settings.data?.awayAfterMinutes ?? '') : minutes
  return (
    <Section
      title={t`Ausência automática`}
      text={t`Quem fecha o sistema fica ausente depois deste tempo, e disponível quando o abre de novo.`}
    >
      <form
        className={css.setting}
        onSubmit={(event) => {
          event.preventDefault()
          void change
            .mutateAsync({ awayAfterMinutes: Number(shown) })
            .then(() => notifyDone(t`Ausência automática salva.`), notifyError)
        }}
      >
        <NumberInput
          label={t`Depois de quantos minutos`}
          min={1}
          max={480}
          allowDecimal={false}
          disabled={!settings.data}
          value={shown}
          onChange={setMinutes}
        />
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={shown === '' || Number(shown) === settings.data?.awayAfterMinutes}
        >
          {t`Salvar`}
        </Button>
      </form>
    </Section>
  )
}
