import { t } from '@lingui/core/macro'
import { Button, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconClipboardText, IconPlus } from '@tabler/icons-react'
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
import type { ConsentText } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { listConsentTexts } from '@/lib/consent-texts'
import { useWriteConsentText } from '../api/consents'
import { channelName, CONSENT_CHANNELS } from '../channels'

export function ConsentTextsSettings() {
  const texts = useQuery(listConsentTexts)
  const [editing, setEditing] = useState<ConsentText | 'new' | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t`Novo texto`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Consentimentos`}
        text={t`O que os clientes leem e autorizam. Mudar um texto cria uma nova versão; quem já respondeu continua ligado ao texto que leu.`}
        actions={texts.data?.length ? add : undefined}
      />
      {texts.isPending ? (
        <TableSkeleton />
      ) : texts.isError && !texts.data ? (
        <ErrorState error={texts.error} onRetry={() => void texts.refetch()} />
      ) : texts.data.length === 0 ? (
        <EmptyState
          icon={IconClipboardText}
          title={t`Nenhum texto ainda`}
          text={t`Escreva o que o cliente autoriza: para quê, por qual canal, e que pode cancelar quando quiser.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Consentimentos`}
          rows={texts.data}
          rowKey={(row) => row.id}
          onOpen={setEditing}
          columns={[
            {
              key: 'title',
              header: t`Título`,
              cell: (row) => <RowButton onClick={() => setEditing(row)}>{row.title}</RowButton>,
            },
            { key: 'channel', header: t`Canal`, phone: 'hide', cell: (row) => channelName(row.channel) },
            { key: 'version', header: t`Versão`, align: 'right', phone: 'hide', cell: (row) => row.version },
            {
              key: 'asked',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={row.asked ? 'ok' : 'neutral'}>
                  {row.asked ? t`Perguntado` : t`Não se pergunta`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      {editing && <TextDialog text={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function TextDialog({ text, onClose }: { text: ConsentText | null; onClose: () => void }) {
  const write = useWriteConsentText()
  const [purpose, setPurpose] = useState(text?.purpose ?? '')
  const [channel, setChannel] = useState<ConsentText['channel']>(text?.channel ?? 'whatsapp')
  const [title, setTitle] = useState(text?.title ?? '')
  const [words, setWords] = useState(text?.text ?? '')
  const [asked, setAsked] = useState(text?.asked ?? true)
  const valid = /^[a-z][a-z0-9_]{1,39}$/.test(purpose) && title.trim() && words.trim()
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={text ? t`Mudar texto` : t`Novo texto`}
      submit={t`Salvar`}
      busy={write.isPending}
      error={write.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!valid) return
        void write.mutateAsync({ purpose, channel, title: title.trim(), text: words.trim(), asked }).then(
          (saved) => {
            notifyDone(t`Texto salvo: versão ${saved.version}.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      {!text && (
        <>
          <TextInput
            data-autofocus
            label={t`Finalidade`}
            description={t`Uma palavra sua, em minúsculas e sem acento: lembretes, convites…`}
            placeholder="lembretes"
            maxLength={40}
            value={purpose}
            error={
              tried && !/^[a-z][a-z0-9_]{1,39}$/.test(purpose)
                ? t`Use de 2 a 40 letras minúsculas, números ou _, começando por letra.`
                : null
            }
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
          <Select
            label={t`Canal`}
            allowDeselect={false}
            data={CONSENT_CHANNELS.map((value) => ({ value, label: channelName(value) }))}
            value={channel}
            onChange={(value) => setChannel(value as ConsentText['channel'])}
          />
        </>
      )}
      <TextInput
        label={t`Título`}
        maxLength={80}
        value={title}
        error={tried && !title.trim() ? t`Dê um título ao texto.` : null}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea
        label={t`Texto que o cliente lê`}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={1000}
        value={words}
        error={tried && !words.trim() ? t`Escreva o que o cliente autoriza.` : null}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Switch
        label={t`Perguntar ao emitir senhas`}
        description={t`Desligado, ninguém mais é perguntado; o que já foi respondido continua valendo.`}
        checked={asked}
        onChange={(event) => setAsked(event.currentTarget.checked)}
      />
    </FormDialog>
  )
}
