import { t } from '@lingui/core/macro'
import { Button, NumberInput, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  RowButton,
  Section,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { IconLock } from '@tabler/icons-react'
import type { RetentionClass } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { listHolds, listRetention, previewRetention, useKeep, useLiftHold } from '../api/retention'

const className = (name: string) =>
  ({
    'channels.assets': t`Arquivos enviados pelo WhatsApp`,
    'channels.webhooks': t`Avisos recebidos da Meta`,
    'channels.notices': t`Outras notícias da Meta`,
    'identity.mails': t`Convites encerrados e e-mails`,
    'people.contacts': t`Pessoas sem movimento`,
    'privacy.requests': t`Palavras de pedidos encerrados`,
    'payments.notifications': t`Avisos recebidos do banco`,
    'platform.repeated_answers': t`Respostas guardadas para repetição`,
  })[name] ?? name

const whatGoes = (name: string) =>
  ({
    'channels.assets': t`O arquivo que ninguém envia há mais tempo que isso some; a mensagem que o levou fica, e diz que ele não está mais guardado.`,
    'channels.webhooks': t`O texto do aviso some; as mensagens e situações que ele contou ficam.`,
    'channels.notices': t`O que a Meta disse e não é mensagem nem situação de mensagem.`,
    'identity.mails': t`Convites aceitos ou vencidos, com nome e e-mail, e o registro de que um e-mail foi enviado.`,
    'people.contacts': t`Quem não aparece há mais tempo que isso é anonimizado; senhas e pagamentos continuam contando.`,
    'privacy.requests': t`O que a pessoa escreveu e as anotações somem; fica que ela pediu, e o que foi feito.`,
    'payments.notifications': t`O texto do aviso some; os pagamentos que ele contou ficam.`,
    'platform.repeated_answers': t`Servem só para um aplicativo que repete um envio depois de perder a conexão.`,
  })[name] ?? ''

const days = (count: number | null | undefined) =>
  count === null || count === undefined ? t`para sempre` : count === 1 ? t`1 dia` : t`${count} dias`

export function RetentionSettings({ onPerson }: { onPerson: (contactId: string) => void }) {
  const classes = useQuery(listRetention)
  const [editing, setEditing] = useState<RetentionClass | null>(null)
  return (
    <>
      <PageHeader
        title={t`Guarda de dados`}
        text={t`Por quanto tempo cada tipo de dado fica. O que passa do prazo some à noite, menos o que está sob retenção legal.`}
      />
      {classes.isPending ? (
        <TableSkeleton rows={4} />
      ) : classes.isError && !classes.data ? (
        <ErrorState error={classes.error} onRetry={() => void classes.refetch()} />
      ) : (
        <DataTable
          label={t`Guarda de dados`}
          rows={classes.data}
          rowKey={(row) => row.class}
          onOpen={setEditing}
          columns={[
            {
              key: 'class',
              header: t`Dado`,
              cell: (row) => <RowButton onClick={() => setEditing(row)}>{className(row.class)}</RowButton>,
            },
            { key: 'days', header: t`Fica`, cell: (row) => days(row.keepDays) },
            {
              key: 'last',
              header: t`Última limpeza`,
              phone: 'hide',
              cell: (row) =>
                row.lastRemovedAt ? (
                  <>
                    <Moment at={row.lastRemovedAt} /> · {row.lastRemoved}
                  </>
                ) : (
                  t`nada ainda`
                ),
            },
          ]}
        />
      )}
      <Holds onPerson={onPerson} />
      {editing && <KeepDialog known={editing} onClose={() => setEditing(null)} />}
    </>
  )
}

function KeepDialog({ known, onClose }: { known: RetentionClass; onClose: () => void }) {
  const keep = useKeep(known.class)
  const [forever, setForever] = useState(known.keepDays === null)
  const [count, setCount] = useState<number | string>(known.keepDays ?? known.defaultDays ?? 730)
  const valid = typeof count === 'number' && count >= known.leastDays && count <= 36_500
  const preview = useQuery({ ...previewRetention(known.class, Number(count)), enabled: !forever && valid })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={className(known.class)}
      submit={t`Salvar`}
      busy={keep.isPending}
      disabled={!forever && !valid}
      error={keep.error ?? undefined}
      onSubmit={(event) => {
        event.preventDefault()
        void keep.mutateAsync(forever ? null : Number(count)).then(
          () => {
            notifyDone(t`Prazo salvo. Vale a partir da próxima noite.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{whatGoes(known.class)}</p>
      <Switch
        label={t`Guardar para sempre`}
        checked={forever}
        onChange={(event) => setForever(event.currentTarget.checked)}
      />
      {!forever && (
        <>
          <NumberInput
            label={t`Dias`}
            description={t`No mínimo ${known.leastDays}.`}
            min={1}
            max={36_500}
            allowDecimal={false}
            value={count}
            error={valid ? null : t`Escolha de ${known.leastDays} a 36.500 dias.`}
            onChange={setCount}
          />
          <p role="status">
            {!valid || preview.isPending
              ? t`Contando o que sairia…`
              : preview.isError
                ? t`Não deu para contar agora.`
                : preview.data.isMore
                  ? t`Na próxima noite sairiam mais de ${preview.data.wouldRemove}.`
                  : preview.data.wouldRemove === 0
                    ? t`Na próxima noite não sairia nada.`
                    : t`Na próxima noite sairiam ${preview.data.wouldRemove}.`}
          </p>
        </>
      )}
    </FormDialog>
  )
}

function Holds({ onPerson }: { onPerson: (contactId: string) => void }) {
  const holds = useQuery(listHolds())
  const lift = useLiftHold()
  return (
    <Section
      title={t`Retenções legais`}
      text={t`Enquanto vale uma retenção (um processo, uma ordem), nada da pessoa é apagado. Ela é criada na página da pessoa.`}
    >
      {holds.isPending ? (
        <TableSkeleton rows={2} />
      ) : holds.isError && !holds.data ? (
        <ErrorState error={holds.error} onRetry={() => void holds.refetch()} />
      ) : holds.data.length === 0 ? (
        <EmptyState
          icon={IconLock}
          title={t`Nenhuma retenção`}
          text={t`Quando um advogado ou uma autoridade pedir, abra a pessoa e escolha Reter dados.`}
        />
      ) : (
        <DataTable
          label={t`Retenções legais`}
          rows={holds.data}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'reason',
              header: t`Motivo`,
              cell: (row) => <RowButton onClick={() => onPerson(row.contactId)}>{row.reason}</RowButton>,
            },
            { key: 'since', header: t`Desde`, phone: 'hide', cell: (row) => <Moment at={row.placedAt} /> },
            { key: 'by', header: t`Por`, phone: 'hide', cell: (row) => row.placedBy ?? '' },
            {
              key: 'lift',
              header: '',
              align: 'right',
              cell: (row) => (
                <Button
                  variant="default"
                  size="compact-md"
                  loading={lift.isPending && lift.variables === row.id}
                  onClick={() => void lift.mutateAsync(row.id).then(() => notifyDone(t`Retenção encerrada.`))}
                >
                  {t`Encerrar`}
                </Button>
              ),
            },
          ]}
        />
      )}
      {lift.error && <ErrorState error={lift.error} />}
    </Section>
  )
}
