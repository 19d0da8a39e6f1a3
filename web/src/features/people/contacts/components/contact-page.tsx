import { t } from '@lingui/core/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconArrowsJoin, IconEye, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  Section,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Contact } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import {
  getContact,
  listAccesses,
  useAddIdentifier,
  useRemoveIdentifier,
  useRenameContact,
  useRevealContact,
} from '../api/contact'
import { kindName } from '../kinds'
import { IdentifierFields, NO_IDENTIFIER } from './identifier-fields'
import { MergeDialog } from './merge-dialog'
import { Merges } from './merges'
import css from './people.module.css'

/** @param children what other parts of the house know of this person */
export function ContactPage({ id, children }: { id: string; children?: ReactNode }) {
  const contact = useQuery(getContact(id))
  return (
    <div className={css.page}>
      <Link to="/pessoas" className={css.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Pessoas`}
      </Link>
      {contact.isPending ? (
        <TableSkeleton rows={4} />
      ) : contact.isError && !contact.data ? (
        <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />
      ) : (
        <Details contact={contact.data}>{children}</Details>
      )}
    </div>
  )
}

type Access = Awaited<ReturnType<NonNullable<ReturnType<typeof listAccesses>['queryFn']>>>[number]
type Identifier = Contact['identifiers'][number]
type Dialog = 'rename' | 'add' | 'reveal' | 'merge' | Identifier | null

function Details({ contact, children }: { contact: Contact; children?: ReactNode }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  // Each opening begins afresh; while one is open it must stay the same, whatever is read anew beneath it.
  const [opening, setOpening] = useState(0)
  const open = (which: Dialog) => {
    setOpening((n) => n + 1)
    setDialog(which)
  }
  const mayWrite = useCan('people.contacts.write') && contact.anonymisedAt === null
  const mayReveal = useCan('people.contacts.reveal')
  const mayMerge = useCan('people.contacts.merge')
  const mayAudit = useCan('people.accesses.read')
  const reveal = useRevealContact(contact.id)
  const revealed = reveal.data?.identifiers
  const close = () => setDialog(null)
  return (
    <>
      <PageHeader
        title={contact.name ?? (contact.anonymisedAt ? t`Pessoa anonimizada` : t`Sem nome`)}
        actions={
          <div className={css.actions}>
            {mayMerge && (
              <Button
                variant="default"
                leftSection={<IconArrowsJoin size={16} />}
                onClick={() => open('merge')}
              >
                {t`Juntar com outra pessoa`}
              </Button>
            )}
            {mayWrite && (
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => open('rename')}>
                {t`Corrigir nome`}
              </Button>
            )}
          </div>
        }
      />
      <Section
        title={t`Dados de contato`}
        text={t`Mascarados por padrão. Quem revela deixa registrado quem viu, quando e por quê.`}
        action={
          <div className={css.actions}>
            {mayReveal && contact.identifiers.length > 0 && (
              <Button variant="default" leftSection={<IconEye size={16} />} onClick={() => open('reveal')}>
                {t`Revelar`}
              </Button>
            )}
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => open('add')}>
                {t`Adicionar`}
              </Button>
            )}
          </div>
        }
      >
        {contact.identifiers.length === 0 ? (
          <EmptyState
            icon={IconPlus}
            title={t`Nenhum dado ainda`}
            text={t`Um telefone ou documento ajuda a reconhecer a pessoa na próxima vez.`}
          />
        ) : (
          <DataTable
            label={t`Dados de contato`}
            rows={contact.identifiers}
            rowKey={(row) => row.id}
            columns={[
              { key: 'kind', header: t`Tipo`, width: 110, cell: (row) => kindName(row.kind) },
              {
                key: 'value',
                header: t`Valor`,
                cell: (row) => (
                  <span className={css.masked}>
                    {revealed?.find((one) => one.id === row.id)?.text ?? row.masked}
                  </span>
                ),
              },
              {
                key: 'remove',
                header: <span className="visually-hidden">{t`Ações`}</span>,
                align: 'right',
                width: 56,
                cell: (row) =>
                  mayWrite && (
                    <ActionIcon
                      variant="subtle"
                      color="neutral"
                      size={40}
                      aria-label={t`Remover ${kindName(row.kind)}`}
                      onClick={() => open(row)}
                    >
                      <IconTrash size={18} />
                    </ActionIcon>
                  ),
              },
            ]}
          />
        )}
      </Section>
      <Merges id={contact.id} mayUndo={mayMerge} />
      {children}
      {mayAudit && <Accesses id={contact.id} />}
      <RenameDialog
        key={`rename-${opening}`}
        contact={contact}
        opened={dialog === 'rename'}
        onClose={close}
      />
      <AddDialog key={`add-${opening}`} contact={contact} opened={dialog === 'add'} onClose={close} />
      <MergeDialog key={`merge-${opening}`} contact={contact} opened={dialog === 'merge'} onClose={close} />
      {typeof dialog === 'object' && dialog && (
        <RemoveDialog contact={contact} identifier={dialog} onClose={close} />
      )}
      <RevealDialog key={`reveal-${opening}`} opened={dialog === 'reveal'} onClose={close} reveal={reveal} />
    </>
  )
}

function Accesses({ id }: { id: string }) {
  const accesses = useQuery(listAccesses(id))
  return (
    <Section
      title={t`Quem viu os dados`}
      text={t`Cada vez que os dados foram revelados, exportados ou apagados, da mais recente para a mais antiga.`}
    >
      {accesses.isPending ? (
        <TableSkeleton rows={2} />
      ) : accesses.isError && !accesses.data ? (
        <ErrorState error={accesses.error} onRetry={() => void accesses.refetch()} />
      ) : accesses.data.length === 0 ? (
        <EmptyState icon={IconEye} title={t`Ninguém revelou estes dados`} />
      ) : (
        <DataTable
          label={t`Quem viu os dados`}
          rows={accesses.data}
          rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t`Quando`, cell: (row) => <Moment at={row.at} /> },
            { key: 'what', header: t`O quê`, cell: (row) => actionName(row.action) },
            { key: 'who', header: t`Quem`, cell: (row) => row.userName },
            { key: 'why', header: t`Motivo`, cell: (row) => row.reason },
          ]}
        />
      )}
    </Section>
  )
}

function actionName(action: Access['action']): string {
  return {
    reveal: t`Revelou na tela`,
    export: t`Exportou`,
    anonymisation: t`Anonimizou`,
  }[action]
}

interface DialogProps {
  contact: Contact
  opened: boolean
  onClose: () => void
}

function RenameDialog({ contact, opened, onClose }: DialogProps) {
  const rename = useRenameContact(contact.id)
  const [name, setName] = useState(contact.name ?? '')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Corrigir nome`}
      submit={t`Salvar`}
      busy={rename.isPending}
      error={rename.error}
      onSubmit={(event) => {
        event.preventDefault()
        void rename.mutateAsync(name.trim() || null).then(onClose, shownInPlace)
      }}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function AddDialog({ contact, opened, onClose }: DialogProps) {
  const add = useAddIdentifier(contact.id)
  const [identifier, setIdentifier] = useState(NO_IDENTIFIER)
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Adicionar dado`}
      submit={t`Adicionar`}
      busy={add.isPending}
      error={add.error}
      onSubmit={(event) => {
        event.preventDefault()
        void add.mutateAsync({ ...identifier, text: identifier.text.trim() }).then(onClose, shownInPlace)
      }}
    >
      <IdentifierFields value={identifier} onChange={setIdentifier} autoFocus />
    </FormDialog>
  )
}

/** Asks first: what is stored is masked here, so nobody could put it back. */
function RemoveDialog({
  contact,
  identifier,
  onClose,
}: {
  contact: Contact
  identifier: Identifier
  onClose: () => void
}) {
  const remove = useRemoveIdentifier(contact.id)
  const kind = kindName(identifier.kind)
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t`Remover ${kind}`}
      submit={t`Remover`}
      busy={remove.isPending}
      error={remove.error}
      onSubmit={(event) => {
        event.preventDefault()
        void remove.mutateAsync(identifier.id).then(
          () => {
            notifyDone(t`Dado removido.`)
            onClose()
          },
          () => undefined,
        )
      }}
    >
      <p>{t`${identifier.masked} deixa de identificar esta pessoa. Para voltar atrás será preciso digitar de novo.`}</p>
    </FormDialog>
  )
}

function RevealDialog({
  opened,
  onClose,
  reveal,
}: {
  opened: boolean
  onClose: () => void
  reveal: ReturnType<typeof useRevealContact>
}) {
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Revelar dados`}
      submit={t`Revelar`}
      busy={reveal.isPending}
      error={reveal.error}
      onSubmit={(event) => {
        event.preventDefault()
        void reveal.mutateAsync(reason.trim()).then(onClose, shownInPlace)
      }}
    >
      <TextInput
        data-autofocus
        required
        label={t`Para quê?`}
        description={t`Fica registrado com o seu nome.`}
        placeholder={t`Emitir a nota fiscal`}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
