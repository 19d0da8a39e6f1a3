import { t } from '@lingui/core/macro'
import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconDownload, IconListDetails, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { OperationEntry, OperationLine } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { listOperations, useDownload, useWriteOperation } from '../api/registers'

const bases = (): Record<OperationEntry['legalBasis'], string> => ({
  consent: t`Consentimento`,
  contract: t`Contrato`,
  legal_obligation: t`Obrigação legal`,
  legitimate_interest: t`Legítimo interesse`,
  exercise_of_rights: t`Exercício de direitos`,
  credit_protection: t`Proteção do crédito`,
  protection_of_life: t`Proteção da vida`,
  health: t`Tutela da saúde`,
  public_policy: t`Políticas públicas`,
  research: t`Pesquisa`,
})

export function OperationsSettings() {
  const lines = useQuery(listOperations)
  const download = useDownload('operations')
  const [editing, setEditing] = useState<OperationLine | 'new' | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t`Nova operação`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Operações com dados`}
        text={t`O registro que a LGPD (art. 37) pede: o que a empresa faz com dados pessoais, para quê e com que base. Cada mudança vira uma versão.`}
        actions={
          lines.data?.length ? (
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
      {lines.isPending ? (
        <TableSkeleton rows={3} />
      ) : lines.isError && !lines.data ? (
        <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />
      ) : lines.data.length === 0 ? (
        <EmptyState
          icon={IconListDetails}
          title={t`Nenhuma operação registrada`}
          text={t`Comece pelo que o balcão faz: senhas com nome e telefone, cobranças por Pix, mensagens.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Operações com dados`}
          rows={lines.data}
          rowKey={(row) => row.id}
          onOpen={setEditing}
          columns={[
            {
              key: 'name',
              header: t`Operação`,
              cell: (row) => <RowButton onClick={() => setEditing(row)}>{row.entry.name}</RowButton>,
            },
            {
              key: 'basis',
              header: t`Base legal`,
              phone: 'hide',
              cell: (row) => bases()[row.entry.legalBasis],
            },
            { key: 'version', header: t`Versão`, align: 'right', phone: 'hide', cell: (row) => row.version },
            {
              key: 'state',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={row.entry.ended ? 'neutral' : 'ok'}>
                  {row.entry.ended ? t`Encerrada` : t`Em uso`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      {editing && (
        <OperationDialog line={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  )
}

function OperationDialog({ line, onClose }: { line: OperationLine | null; onClose: () => void }) {
  const write = useWriteOperation()
  const [entry, setEntry] = useState<OperationEntry>(
    line?.entry ?? {
      name: '',
      purpose: '',
      legalBasis: 'contract',
      subjects: '',
      data: '',
      sharedWith: null,
      kept: '',
      security: '',
      ended: false,
    },
  )
  const [tried, setTried] = useState(false)
  const set = (change: Partial<OperationEntry>) => setEntry((before) => ({ ...before, ...change }))
  const missing = (text: string) => (tried && !text.trim() ? t`Preencha este campo.` : null)
  const complete = [entry.name, entry.purpose, entry.subjects, entry.data, entry.kept, entry.security].every(
    (text) => text.trim(),
  )
  return (
    <FormDialog
      opened
      size={560}
      onClose={onClose}
      title={line ? t`Mudar operação` : t`Nova operação`}
      submit={t`Salvar`}
      busy={write.isPending}
      error={write.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!complete) return
        const sharedWith = entry.sharedWith?.trim() || null
        void write.mutateAsync({ entry: { ...entry, sharedWith }, of: line ?? undefined }).then(
          () => {
            notifyDone(t`Operação salva.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <TextInput
        data-autofocus
        label={t`Operação`}
        maxLength={120}
        value={entry.name}
        error={missing(entry.name)}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t`Finalidade`}
        autosize
        maxLength={1000}
        value={entry.purpose}
        error={missing(entry.purpose)}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      <Select
        label={t`Base legal`}
        allowDeselect={false}
        data={Object.entries(bases()).map(([value, label]) => ({ value, label }))}
        value={entry.legalBasis}
        onChange={(value) => set({ legalBasis: value as OperationEntry['legalBasis'] })}
      />
      <TextInput
        label={t`De quem são os dados`}
        maxLength={500}
        value={entry.subjects}
        error={missing(entry.subjects)}
        onChange={(event) => set({ subjects: event.currentTarget.value })}
      />
      <Textarea
        label={t`Quais dados`}
        autosize
        maxLength={1000}
        value={entry.data}
        error={missing(entry.data)}
        onChange={(event) => set({ data: event.currentTarget.value })}
      />
      <TextInput
        label={t`Compartilhados com`}
        description={t`Deixe vazio se ninguém mais recebe.`}
        maxLength={500}
        value={entry.sharedWith ?? ''}
        onChange={(event) => set({ sharedWith: event.currentTarget.value })}
      />
      <TextInput
        label={t`Por quanto tempo ficam`}
        maxLength={500}
        value={entry.kept}
        error={missing(entry.kept)}
        onChange={(event) => set({ kept: event.currentTarget.value })}
      />
      <Textarea
        label={t`Como são protegidos`}
        autosize
        maxLength={1000}
        value={entry.security}
        error={missing(entry.security)}
        onChange={(event) => set({ security: event.currentTarget.value })}
      />
      {line && (
        <Switch
          label={t`A empresa não faz mais isso`}
          checked={entry.ended}
          onChange={(event) => set({ ended: event.currentTarget.checked })}
        />
      )}
    </FormDialog>
  )
}
