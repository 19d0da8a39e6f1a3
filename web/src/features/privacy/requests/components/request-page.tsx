import { t } from '@lingui/core/macro'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { DataTable, ErrorState, Moment, PageHeader, Section, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { PrivacyRequestDetails } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyError } from '@/lib/notify'
import { SubjectActions } from '../../subjects/components/subject-actions'
import { kindName } from '../../words'
import {
  findContacts,
  getRequest,
  type NotedStep,
  useLinkContact,
  useNotedStep,
  useShortAnswer,
} from '../api/requests'
import { StatusOf } from './requests-settings'
import css from './requests.module.css'

export function RequestPage({ id }: { id: string }) {
  const request = useQuery(getRequest(id))
  return (
    <>
      <Link to="/configuracoes/privacidade" className={css.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Pedidos`}
      </Link>
      {request.isPending ? (
        <TableSkeleton rows={4} />
      ) : request.isError && !request.data ? (
        <ErrorState error={request.error} onRetry={() => void request.refetch()} />
      ) : (
        <Details details={request.data} />
      )}
    </>
  )
}

function Details({ details }: { details: PrivacyRequestDetails }) {
  const { request } = details
  const [step, setStep] = useState<NotedStep | null>(null)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const open = (which: NotedStep) => {
    setOpening((n) => n + 1)
    setStep(which)
  }
  const isOpen = request.closedAt === null
  const isIdentified = request.status === 'identified'
  return (
    <>
      <PageHeader
        title={t`Pedido ${request.protocol}`}
        text={kindName(request.kind)}
        actions={<StatusOf request={request} />}
      />
      <Section title={t`O pedido`}>
        <dl className={css.facts}>
          <dt>{t`Quem pede`}</dt>
          <dd>{request.name ?? t`Pessoa anonimizada`}</dd>
          <dt>{t`Responder para`}</dt>
          <dd>{details.reach ?? '—'}</dd>
          <dt>{t`Mensagem`}</dt>
          <dd>{details.message ?? '—'}</dd>
          <dt>{t`Recebido`}</dt>
          <dd>
            <Moment at={request.receivedAt} /> {request.fromForm ? t`pela página` : t`anotado pela empresa`}
          </dd>
          <dt>{t`Prazo`}</dt>
          <dd>
            <Moment at={request.dueAt} />
          </dd>
        </dl>
      </Section>
      {isOpen && (
        <>
          <ShortAnswer details={details} />
          <Section
            title={t`2. Conferir quem pede`}
            text={t`Os dados só podem ser entregues ou apagados para a própria pessoa.`}
          >
            <div className={css.actions}>
              <Button
                variant={isIdentified ? 'default' : 'filled'}
                disabled={isIdentified}
                onClick={() => open('identification')}
              >
                {isIdentified ? t`Identidade conferida` : t`Registrar a conferência`}
              </Button>
            </div>
          </Section>
          <Person details={details} />
          <Section title={t`4. Encerrar`} text={t`Depois de responder à pessoa.`}>
            <div className={css.actions}>
              <Button disabled={!isIdentified} onClick={() => open('completion')}>
                {t`Atendido`}
              </Button>
              <Button variant="default" onClick={() => open('refusal')}>
                {t`Recusar`}
              </Button>
            </div>
          </Section>
        </>
      )}
      <Section title={t`Histórico`}>
        <DataTable
          label={t`Histórico`}
          rows={details.steps}
          rowKey={(row) => `${row.at}-${row.action}`}
          columns={[
            { key: 'at', header: t`Quando`, cell: (row) => <Moment at={row.at} /> },
            { key: 'what', header: t`O quê`, cell: (row) => stepName(row.action) },
            { key: 'who', header: t`Quem`, cell: (row) => row.by ?? t`A própria pessoa` },
            { key: 'note', header: t`Anotação`, phone: 'below', cell: (row) => row.note ?? '' },
          ]}
        />
      </Section>
      {step && <NoteDialog key={opening} id={request.id} step={step} onClose={() => setStep(null)} />}
    </>
  )
}

function stepName(action: PrivacyRequestDetails['steps'][number]['action']): string {
  return {
    receive: t`Recebido`,
    answer_holds: t`Respondido: temos dados`,
    answer_holds_not: t`Respondido: não temos dados`,
    identify: t`Identidade conferida`,
    link: t`Ligado ao cadastro`,
    export: t`Dados exportados`,
    anonymise: t`Pessoa anonimizada`,
    finish: t`Atendido`,
    refuse: t`Recusado`,
  }[action]
}

function ShortAnswer({ details }: { details: PrivacyRequestDetails }) {
  const { id, holdsData } = details.request
  const answer = useShortAnswer(id)
  const choose = (holds: boolean) => void answer.mutateAsync(holds).catch(notifyError)
  return (
    <Section
      title={t`1. Responder logo se há dados`}
      text={t`A lei pede uma primeira resposta imediata. Avise a pessoa e registre aqui o que foi dito.`}
    >
      <div className={css.actions}>
        <Button
          variant={holdsData === true ? 'filled' : 'default'}
          loading={answer.isPending && answer.variables}
          onClick={() => choose(true)}
        >
          {t`Temos dados dela`}
        </Button>
        <Button
          variant={holdsData === false ? 'filled' : 'default'}
          loading={answer.isPending && !answer.variables}
          onClick={() => choose(false)}
        >
          {t`Não temos dados dela`}
        </Button>
      </div>
    </Section>
  )
}

function Person({ details }: { details: PrivacyRequestDetails }) {
  const { id, contactId, name, status } = details.request
  const anonymised = details.steps.some((one) => one.action === 'anonymise')
  const link = useLinkContact(id)
  const [text, setText] = useState(name ?? '')
  const [searched] = useDebouncedValue(text.trim(), 250)
  const found = useQuery({ ...findContacts(searched), enabled: contactId === null && searched.length > 1 })
  return (
    <Section
      title={t`3. Achar o cadastro`}
      text={
        contactId && status !== 'identified'
          ? t`Depois de conferir a identidade, exporte ou anonimize aqui.`
          : t`Diga de quem são os dados pedidos.`
      }
    >
      {contactId ? (
        <div className={css.found}>
          <Link to="/pessoas/$id" params={{ id: contactId }}>
            {t`Abrir o cadastro desta pessoa`}
          </Link>
          {status === 'identified' && !anonymised && (
            <SubjectActions contactId={contactId} request={details.request} />
          )}
        </div>
      ) : (
        <div className={css.found}>
          <TextInput
            type="search"
            autoComplete="off"
            aria-label={t`Buscar pessoa`}
            placeholder={t`Nome, CPF, CNPJ, telefone ou e-mail`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {found.isError && <ErrorState error={found.error} />}
          {found.data?.length === 0 && <p>{t`Ninguém encontrado`}</p>}
          {found.data?.map((contact) => (
            <Button
              key={contact.id}
              variant="default"
              justify="flex-start"
              loading={link.isPending && link.variables === contact.id}
              onClick={() => void link.mutateAsync(contact.id).catch(notifyError)}
            >
              {[contact.name ?? t`Sem nome`, ...contact.identifiers.map((one) => one.masked)].join(' · ')}
            </Button>
          ))}
        </div>
      )}
    </Section>
  )
}

function NoteDialog({ id, step, onClose }: { id: string; step: NotedStep; onClose: () => void }) {
  const take = useNotedStep(id)
  const [note, setNote] = useState('')
  const words = {
    identification: {
      title: t`Conferir quem pede`,
      label: t`Como a identidade foi conferida?`,
      example: t`Documento com foto, visto no balcão`,
      submit: t`Registrar`,
    },
    completion: {
      title: t`Encerrar como atendido`,
      label: t`O que foi respondido?`,
      example: t`Cópia dos dados enviada por e-mail`,
      submit: t`Encerrar`,
    },
    refusal: {
      title: t`Recusar o pedido`,
      label: t`Por quê?`,
      example: t`Não foi possível confirmar que é a própria pessoa`,
      submit: t`Recusar`,
    },
  }[step]
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={words.title}
      submit={words.submit}
      busy={take.isPending}
      error={take.error}
      onSubmit={(event) => {
        event.preventDefault()
        void take.mutateAsync({ step, note: note.trim() }).then(onClose, shownInPlace)
      }}
    >
      <Textarea
        data-autofocus
        required
        label={words.label}
        description={t`Fica registrado com o seu nome.`}
        placeholder={words.example}
        maxLength={500}
        autosize
        minRows={3}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
