import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { IconMessageBolt, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DataTable, EmptyState, ErrorState, PageHeader, RowButton, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { CannedResponse } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone, notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeCannedResponse } from '../api/change-canned-response'
import { useCreateCannedResponse } from '../api/create-canned-response'
import { useDeleteCannedResponse } from '../api/delete-canned-response'
import { listCannedResponses } from '../api/list-canned-responses'
import { hasOnlyVariables } from '../suggest'
import css from './canned-responses.module.css'

export function CannedResponsesSettings() {
  const responses = useQuery(listCannedResponses)
  const [editing, setEditing] = useState<{ response: CannedResponse | null; opening: number }>({
    response: null,
    opening: 0,
  })
  const [opened, setOpened] = useState(false)
  const edit = (response: CannedResponse | null) => {
    setEditing(({ opening }) => ({ response, opening: opening + 1 }))
    setOpened(true)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit(null)}>
      {t`Nova resposta`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Respostas prontas`}
        text={t`O que a empresa responde todo dia. Ao escrever ao cliente, quem atende digita / e o atalho.`}
        actions={responses.data?.length ? add : undefined}
      />
      {responses.isPending ? (
        <TableSkeleton rows={3} />
      ) : responses.isError && !responses.data ? (
        <ErrorState error={responses.error} onRetry={() => void responses.refetch()} />
      ) : responses.data.length === 0 ? (
        <EmptyState
          icon={IconMessageBolt}
          title={t`Nenhuma resposta pronta ainda`}
          text={t`Comece pelo que mais perguntam: horário, endereço, formas de pagamento.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Respostas prontas`}
          rows={responses.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            {
              key: 'shortcut',
              header: t`Atalho`,
              cell: (row) => <RowButton onClick={() => edit(row)}>/{row.shortcut}</RowButton>,
            },
            {
              key: 'text',
              header: t`Texto`,
              cell: (row) => <span className={css.preview}>{row.text}</span>,
            },
            {
              key: 'remove',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              width: 60,
              cell: (row) => <Remove response={row} />,
            },
          ]}
        />
      )}
      <ResponseDialog
        key={editing.opening}
        response={editing.response}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}

function Remove({ response }: { response: CannedResponse }) {
  const remove = useDeleteCannedResponse()
  const create = useCreateCannedResponse()
  const { id, shortcut, text } = response
  return (
    <ActionIcon
      variant="subtle"
      color="neutral"
      size={32}
      loading={remove.isPending}
      aria-label={t`Excluir /${shortcut}`}
      title={t`Excluir`}
      onClick={(event) => {
        event.stopPropagation()
        // The row goes with its answer, so what follows must not depend on it.
        remove.mutateAsync({ id }).then(
          () =>
            notifyDone(t`/${shortcut} foi excluída.`, {
              label: t`Desfazer`,
              run: () =>
                void create.mutateAsync({ body: { shortcut, text }, key: uuid() }).catch(notifyError),
            }),
          notifyError,
        )
      }}
    >
      <IconTrash size={17} stroke={1.75} />
    </ActionIcon>
  )
}

interface DialogProps {
  response: CannedResponse | null
  opened: boolean
  onClose: () => void
}

function ResponseDialog({ response, opened, onClose }: DialogProps) {
  const create = useCreateCannedResponse()
  const change = useChangeCannedResponse()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    shortcut: z
      .string()
      .trim()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,29}$/,
        t`Use até 30 letras minúsculas, números e hífens, sem acento nem espaço.`,
      ),
    text: z
      .string()
      .trim()
      .min(1, t`Escreva a resposta.`)
      .max(4000, t`Use até 4.000 caracteres.`)
      .refine(hasOnlyVariables, t`Entre chaves só podem ir cliente, atendente e empresa.`),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { shortcut: response?.shortcut ?? '', text: response?.text ?? '' },
  })

  const submit = form.handleSubmit(async (body) => {
    setFailure(null)
    try {
      if (response) await change.mutateAsync({ id: response.id, body })
      else await create.mutateAsync({ body, key })
      notifyDone(t`/${body.shortcut} foi salva.`)
      onClose()
    } catch (error) {
      if (isApiError(error, 'inbox.canned_response.shortcut_taken'))
        form.setError('shortcut', { type: 'server', message: describeError(error).message })
      else if (!showFieldErrors(error, ['shortcut', 'text'], form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={response ? t`Resposta pronta` : t`Nova resposta`}
      submit={t`Salvar`}
      size={560}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Atalho`}
        description={t`O que se digita depois da barra.`}
        leftSection="/"
        autoCapitalize="none"
        autoCorrect="off"
        error={form.formState.errors.shortcut?.message}
        {...form.register('shortcut')}
      />
      <Textarea
        label={t`Texto`}
        description={t`{{cliente}}, {{atendente}} e {{empresa}} viram os nomes ao usar.`}
        autosize
        minRows={5}
        maxRows={14}
        error={form.formState.errors.text?.message}
        {...form.register('text')}
      />
    </FormDialog>
  )
}
