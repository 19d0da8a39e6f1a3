import { t } from '@lingui/core/macro'
import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { IconDownload, IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Incident, IncidentEntry } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { fromMomentField, toMomentField } from '@/lib/time'
import { listIncidents, useDownload, useWriteIncident } from '../api/registers'

const day = (date: string) => date.split('-').reverse().join('/')

function StatusOf({ incident }: { incident: Incident }) {
  const { entry } = incident
  if (incident.isLate) return <StatusBadge tone="danger">{t`Comunicação atrasada`}</StatusBadge>
  if (entry.closedAt) return <StatusBadge tone="neutral">{t`Encerrado`}</StatusBadge>
  if (entry.risk === 'low') return <StatusBadge tone="ok">{t`Risco baixo`}</StatusBadge>
  if (entry.authorityToldAt && entry.peopleToldAt) return <StatusBadge tone="ok">{t`Comunicado`}</StatusBadge>
  return <StatusBadge tone="warn">{t`Comunicar até ${day(incident.tellBy)}`}</StatusBadge>
}

export function IncidentsSettings() {
  const incidents = useQuery(listIncidents)
  const download = useDownload('incidents')
  const [editing, setEditing] = useState<Incident | 'new' | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t`Registrar incidente`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Incidentes`}
        text={t`Dados pessoais perdidos, vistos ou mudados por quem não devia. Havendo risco relevante, a ANPD e as pessoas são avisadas em 3 dias úteis (6 para empresas de pequeno porte).`}
        actions={
          incidents.data?.length ? (
            <>
              <Button
                variant="default"
                leftSection={<IconDownload size={16} />}
                loading={download.isPending}
                onClick={() => download.mutate()}
              >
                {t`Baixar planilha`}
              </Button>
              {add}
            </>
          ) : undefined
        }
      />
      {download.error && <ErrorState error={download.error} />}
      {incidents.isPending ? (
        <TableSkeleton rows={3} />
      ) : incidents.isError && !incidents.data ? (
        <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />
      ) : incidents.data.length === 0 ? (
        <EmptyState
          icon={IconShieldCheck}
          title={t`Nenhum incidente`}
          text={t`Se algo acontecer, registre na hora: o prazo conta de quando a empresa soube.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Incidentes`}
          rows={incidents.data}
          rowKey={(row) => row.id}
          onOpen={setEditing}
          columns={[
            {
              key: 'title',
              header: t`Incidente`,
              cell: (row) => <RowButton onClick={() => setEditing(row)}>{row.entry.title}</RowButton>,
            },
            {
              key: 'known',
              header: t`Conhecido em`,
              phone: 'hide',
              cell: (row) => <Moment at={row.entry.knownAt} />,
            },
            { key: 'status', header: t`Situação`, cell: (row) => <StatusOf incident={row} /> },
          ]}
        />
      )}
      {editing && (
        <IncidentDialog incident={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function IncidentDialog({ incident, onClose }: { incident: Incident | null; onClose: () => void }) {
  const write = useWriteIncident()
  const [entry, setEntry] = useState<IncidentEntry>(
    incident?.entry ?? {
      title: '',
      description: '',
      happenedAt: null,
      knownAt: new Date().toISOString(),
      peopleAffected: null,
      data: '',
      risk: 'unknown',
      measures: null,
      authorityToldAt: null,
      peopleToldAt: null,
      closedAt: null,
    },
  )
  const [tried, setTried] = useState(false)
  const set = (change: Partial<IncidentEntry>) => setEntry((before) => ({ ...before, ...change }))
  const missing = (text: string) => (tried && !text.trim() ? t`Preencha este campo.` : null)
  const complete = [entry.title, entry.description, entry.data, entry.knownAt].every((text) => text.trim())
  const moment = (label: string, name: 'happenedAt' | 'authorityToldAt' | 'peopleToldAt' | 'closedAt') => (
    <TextInput
      type="datetime-local"
      label={label}
      value={toMomentField(entry[name])}
      onChange={(event) => set({ [name]: fromMomentField(event.currentTarget.value) })}
    />
  )
  return (
    <FormDialog
      opened
      size={560}
      onClose={onClose}
      title={incident ? t`Mudar incidente` : t`Registrar incidente`}
      submit={t`Salvar`}
      busy={write.isPending}
      error={write.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!complete) return
        const measures = entry.measures?.trim() || null
        void write.mutateAsync({ entry: { ...entry, measures }, of: incident ?? undefined }).then(
          () => {
            notifyDone(t`Incidente salvo.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <TextInput
        data-autofocus
        label={t`O que foi`}
        description={t`Sem nomes de pessoas.`}
        maxLength={120}
        value={entry.title}
        error={missing(entry.title)}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t`Como aconteceu`}
        autosize
        minRows={2}
        maxLength={4000}
        value={entry.description}
        error={missing(entry.description)}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t`A empresa soube em`}
        description={t`O prazo conta daqui.`}
        value={toMomentField(entry.knownAt)}
        error={missing(entry.knownAt)}
        onChange={(event) => set({ knownAt: fromMomentField(event.currentTarget.value) ?? '' })}
      />
      {moment(t`Aconteceu em`, 'happenedAt')}
      <Textarea
        label={t`Quais dados`}
        autosize
        maxLength={1000}
        value={entry.data}
        error={missing(entry.data)}
        onChange={(event) => set({ data: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Quantas pessoas, mais ou menos`}
        min={0}
        max={100_000_000}
        allowDecimal={false}
        value={entry.peopleAffected ?? ''}
        onChange={(value) => set({ peopleAffected: typeof value === 'number' ? value : null })}
      />
      <Select
        label={t`Risco para as pessoas`}
        allowDeselect={false}
        data={[
          { value: 'unknown', label: t`Ainda não avaliado` },
          { value: 'low', label: t`Baixo` },
          { value: 'relevant', label: t`Relevante: documentos, dinheiro, saúde, senhas, crianças` },
        ]}
        value={entry.risk}
        onChange={(value) => set({ risk: value as IncidentEntry['risk'] })}
      />
      <Textarea
        label={t`O que foi feito`}
        autosize
        minRows={2}
        maxLength={4000}
        value={entry.measures ?? ''}
        onChange={(event) => set({ measures: event.currentTarget.value })}
      />
      {moment(t`ANPD avisada em`, 'authorityToldAt')}
      {moment(t`Pessoas avisadas em`, 'peopleToldAt')}
      {incident && moment(t`Encerrado em`, 'closedAt')}
    </FormDialog>
  )
}
