import { t } from '@lingui/core/macro'
import { Button, PinInput, TextInput } from '@mantine/core'
import { IconDeviceTv, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, EmptyState, ErrorState, Moment, PageHeader, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Panel } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useAddPanel } from '../api/add-panel'
import { listPanels } from '../api/list-panels'
import { useRemovePanel } from '../api/remove-panel'

export function PanelsSettings() {
  const panels = useQuery(listPanels)
  const [opened, setOpened] = useState(false)
  // Each opening is a form of its own.
  const [opening, setOpening] = useState(0)
  const open = () => {
    setOpening(opening + 1)
    setOpened(true)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={open}>
      {t`Conectar painel`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Painéis`}
        text={
          <>
            {t`Na TV, abra`} <b>{`${window.location.origin}/painel`}</b>{' '}
            {t`e digite aqui o código que ela mostra.`}
          </>
        }
        actions={panels.data?.length ? add : undefined}
      />
      {panels.isPending ? (
        <TableSkeleton rows={3} />
      ) : panels.isError && !panels.data ? (
        <ErrorState error={panels.error} onRetry={() => void panels.refetch()} />
      ) : panels.data.length === 0 ? (
        <EmptyState
          icon={IconDeviceTv}
          title={t`Conecte a primeira TV`}
          text={t`Qualquer TV ou computador com navegador serve. Ela mostra e fala as chamadas.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Painéis`}
          rows={panels.data}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', header: t`Nome`, cell: (row) => row.name },
            {
              key: 'since',
              header: t`Conectado em`,
              phone: 'hide',
              cell: (row) => <Moment at={row.createdAt} />,
            },
            {
              key: 'remove',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              cell: (row) => <Remove panel={row} />,
            },
          ]}
        />
      )}
      <AddDialog key={opening} opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}

function Remove({ panel }: { panel: Panel }) {
  const remove = useRemovePanel()
  const [sure, setSure] = useState(false)
  // Nothing can bring a panel back but the code on the television itself, so this one asks twice.
  return (
    <Button
      size="xs"
      variant={sure ? 'filled' : 'default'}
      color={sure ? 'danger' : undefined}
      loading={remove.isPending}
      onBlur={() => setSure(false)}
      aria-label={t`Desconectar ${panel.name}`}
      onClick={() => {
        if (!sure) {
          setSure(true)
          return
        }
        void remove
          .mutateAsync({ id: panel.id })
          .then(() => notifyDone(t`${panel.name} foi desconectado.`), notifyError)
      }}
    >
      {sure ? t`Confirmar` : t`Desconectar`}
    </Button>
  )
}

function AddDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const add = useAddPanel()
  const [code, setCode] = useState('')
  const [name, setName] = useState(() => t`Sala de espera`)
  const [tried, setTried] = useState(false)
  const [key, setKey] = useState(uuid)

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Conectar painel`}
      submit={t`Conectar`}
      busy={add.isPending}
      error={add.error}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!/^\d{6}$/.test(code) || name.trim() === '') return
        void add.mutateAsync({ body: { code, name: name.trim() }, key }).then(
          () => {
            notifyDone(t`Painel ${name} conectado.`)
            onClose()
          },
          () => setKey(uuid()),
        )
      }}
    >
      <div role="group" aria-label={t`Código de seis números que a TV mostra`}>
        <p style={{ fontWeight: 500, marginBottom: 6 }}>{t`Código que a TV mostra`}</p>
        <PinInput
          length={6}
          type="number"
          size="lg"
          inputMode="numeric"
          value={code}
          onChange={setCode}
          error={tried && code.length < 6}
          getInputProps={(index) => ({ 'aria-label': t`Número ${index + 1} de 6` })}
          placeholder=""
          styles={{ root: { gap: 6, flexWrap: 'nowrap' } }}
        />
        {tried && code.length < 6 && (
          <p
            style={{ color: 'var(--c-danger-text)', fontSize: 13, marginTop: 6 }}
          >{t`Digite os seis números.`}</p>
        )}
      </div>
      <TextInput
        label={t`Nome deste painel`}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' ? t`Dê um nome ao painel.` : null}
      />
    </FormDialog>
  )
}
