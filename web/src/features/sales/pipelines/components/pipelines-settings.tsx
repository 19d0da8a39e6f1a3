import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  ErrorState,
  PageHeader,
  RowButton,
  Section,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { Pipeline, Stage } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { listPipelines, useOrderStages } from '../api/pipelines'
import { LossReasons } from './loss-reasons'
import { PipelineDialog } from './pipeline-dialog'
import css from './settings.module.css'
import { StageDialog } from './stage-dialog'

type Editing =
  { what: 'pipeline'; pipeline: Pipeline | null } | { what: 'stage'; pipeline: Pipeline; stage: Stage | null }

/** How the company sells: its pipelines, their stages, and why it does not. */
export function PipelinesSettings() {
  const pipelines = useQuery(listPipelines)
  const [editing, setEditing] = useState<Editing>({ what: 'pipeline', pipeline: null })
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const edit = (what: Editing) => {
    setEditing(what)
    setOpening((n) => n + 1)
    setOpened(true)
  }
  const close = () => setOpened(false)
  return (
    <>
      <PageHeader
        title={t`Funis`}
        text={t`As etapas por que passa uma venda. A chance de cada etapa faz a previsão; o prazo mostra o que ficou parado.`}
        actions={
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => edit({ what: 'pipeline', pipeline: null })}
          >
            {t`Novo funil`}
          </Button>
        }
      />
      {pipelines.isPending ? (
        <TableSkeleton rows={4} />
      ) : pipelines.isError && !pipelines.data ? (
        <ErrorState error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      ) : (
        pipelines.data.map((pipeline) => (
          <Stages
            key={pipeline.id}
            pipeline={pipeline}
            onEdit={() => edit({ what: 'pipeline', pipeline })}
            onStage={(stage) => edit({ what: 'stage', pipeline, stage })}
          />
        ))
      )}
      <LossReasons />
      {editing.what === 'pipeline' ? (
        <PipelineDialog key={opening} pipeline={editing.pipeline} opened={opened} onClose={close} />
      ) : (
        <StageDialog
          key={opening}
          pipeline={editing.pipeline}
          stage={editing.stage}
          opened={opened}
          onClose={close}
        />
      )}
    </>
  )
}

interface StagesProps {
  pipeline: Pipeline
  onEdit: () => void
  onStage: (stage: Stage | null) => void
}

function Stages({ pipeline, onEdit, onStage }: StagesProps) {
  const order = useOrderStages()
  const { stages, name } = pipeline
  const ids = stages.map(({ id }) => id)
  const move = (index: number, to: number) =>
    void order
      .mutateAsync({
        pipelineId: pipeline.id,
        stageIds: ids.toSpliced(index, 1).toSpliced(to, 0, ids[index]!),
      })
      .catch(notifyError)
  return (
    <Section
      title={name}
      text={pipeline.active ? undefined : t`Fora de uso`}
      action={
        <div className={css.acts}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={15} />}
            aria-label={t`Mudar o funil ${name}`}
            onClick={onEdit}
          >
            {t`Mudar`}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            aria-label={t`Nova etapa em ${name}`}
            onClick={() => onStage(null)}
          >
            {t`Nova etapa`}
          </Button>
        </div>
      }
    >
      <DataTable
        label={t`Etapas de ${name}`}
        rows={stages}
        rowKey={(row) => row.id}
        onOpen={onStage}
        columns={[
          {
            key: 'name',
            header: t`Etapa`,
            cell: (row) => (
              <>
                <RowButton onClick={() => onStage(row)}>{row.name}</RowButton>{' '}
                {!row.active && <StatusBadge tone="neutral">{t`Fora de uso`}</StatusBadge>}
              </>
            ),
          },
          {
            key: 'probability',
            header: t`Chance`,
            align: 'right',
            cell: (row) => <span className="tabular">{t`${row.probability} %`}</span>,
          },
          {
            key: 'rotting',
            header: t`Parada depois de`,
            phone: 'hide',
            cell: (row) => (row.rottingDays ? t`${row.rottingDays} dias` : t`Nunca`),
          },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t`Ações`}</span>,
            align: 'right',
            width: 90,
            cell: (row) => {
              const index = ids.indexOf(row.id)
              return (
                <span className={css.row} onClick={(event) => event.stopPropagation()}>
                  <ActionIcon
                    variant="subtle"
                    color="neutral"
                    size={32}
                    disabled={index === 0 || order.isPending}
                    aria-label={t`Mover ${row.name} para antes`}
                    onClick={() => move(index, index - 1)}
                  >
                    <IconArrowUp size={17} stroke={1.75} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="neutral"
                    size={32}
                    disabled={index === ids.length - 1 || order.isPending}
                    aria-label={t`Mover ${row.name} para depois`}
                    onClick={() => move(index, index + 1)}
                  >
                    <IconArrowDown size={17} stroke={1.75} />
                  </ActionIcon>
                </span>
              )
            },
          },
        ]}
      />
    </Section>
  )
}
