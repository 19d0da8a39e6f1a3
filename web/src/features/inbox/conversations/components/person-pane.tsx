import { t } from '@lingui/core/macro'
import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconExternalLink, IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorState, Moment } from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { ConversationTickets } from '../../support-tickets/components/person-tickets'
import { browseConversations } from '../api/browse-conversations'
import { getConversation } from '../api/get-conversation'
import { customerName, previewWords } from '../words'
import { Organise } from './organise'
import css from './person.module.css'

interface Props {
  id: string
  onOpen: (id: string) => void
  onClose: () => void
}

/** Who it is, and what was talked about before. */
export function PersonPane({ id, onOpen, onClose }: Props) {
  const query = useQuery(getConversation(id))
  const maySee = useCan('people.contacts.read')
  const conversation = query.data?.conversation
  return (
    <>
      <header className={css.head}>
        <ActionIcon
          className={css.back}
          variant="subtle"
          color="neutral"
          size={36}
          aria-label={t`Voltar à conversa`}
          onClick={onClose}
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        <h2 className={css.title}>{t`Pessoa`}</h2>
        <ActionIcon
          className={css.fold}
          variant="subtle"
          color="neutral"
          size={30}
          aria-label={t`Recolher`}
          onClick={onClose}
        >
          <IconX size={17} />
        </ActionIcon>
      </header>
      {conversation ? (
        <div className={css.body} tabIndex={-1}>
          <p className={css.name}>{customerName(conversation)}</p>
          <dl className={css.facts}>
            {conversation.customer?.phone && (
              <>
                <dt>{t`Telefone`}</dt>
                <dd className="tabular">{conversation.customer.phone}</dd>
              </>
            )}
            {conversation.customer?.cpf && (
              <>
                <dt>{t`CPF`}</dt>
                <dd className="tabular">{conversation.customer.cpf}</dd>
              </>
            )}
            <dt>{t`Canal`}</dt>
            <dd>{conversation.channelName}</dd>
            <dt>{t`Começou`}</dt>
            <dd>
              <Moment at={conversation.createdAt} />
            </dd>
          </dl>
          {maySee && conversation.customer && (
            <Link to="/pessoas/$id" params={{ id: conversation.customer.contactId }} className={css.link}>
              {t`Abrir o cadastro`}
              <IconExternalLink size={15} stroke={1.75} aria-hidden />
            </Link>
          )}
          <Organise conversation={conversation} participants={query.data?.participants ?? []} />
          <section className={css.earlier}>
            <h3 className={css.subtitle}>{t`Chamados`}</h3>
            <ConversationTickets
              conversationId={id}
              contactId={conversation.customer?.contactId ?? null}
              canBeOpened={query.data?.canBeWrittenTo ?? false}
            />
          </section>
          {conversation.customer && (
            <Earlier id={id} contactId={conversation.customer.contactId} onOpen={onOpen} />
          )}
        </div>
      ) : (
        query.isPending && (
          <div className={css.body} role="status" aria-busy="true" aria-label={t`Carregando`}>
            <Skeleton height={16} width="60%" />
            <Skeleton height={13} width="80%" mt={16} />
            <Skeleton height={13} width="70%" mt={10} />
          </div>
        )
      )}
    </>
  )
}

function Earlier({ id, contactId, onOpen }: { id: string; contactId: string; onOpen: (id: string) => void }) {
  const query = useInfiniteQuery(browseConversations({ view: 'all', status: 'resolved', contactId }))
  const rows = query.data?.pages.flatMap((page) => page.items).filter((row) => row.id !== id) ?? []
  return (
    <section className={css.earlier}>
      <h3 className={css.subtitle}>{t`Conversas anteriores`}</h3>
      {query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton height={40} />
      ) : rows.length === 0 ? (
        <p className={css.dim}>{t`Nenhuma resolvida antes desta.`}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" className={css.before} onClick={() => onOpen(row.id)}>
                <span className={css.preview}>{previewWords(row.preview)}</span>
                <span className={css.dim}>
                  <Moment at={row.lastMessageAt} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <button type="button" className={css.more} onClick={() => void query.fetchNextPage()}>
          {t`Ver mais`}
        </button>
      )}
    </section>
  )
}
