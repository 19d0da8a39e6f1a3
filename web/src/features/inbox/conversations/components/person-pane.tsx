import { t } from '@lingui/core/macro'
import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconExternalLink, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Moment } from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { ConversationTickets } from '../../support-tickets/components/person-tickets'
import { getConversation } from '../api/get-conversation'
import { customerName } from '../words'
import type { PersonSlot } from './inbox-page'
import { Organise } from './organise'
import css from './person.module.css'

interface Props {
  id: string
  person: PersonSlot
  onClose: () => void
}

/** Who it is, and what the house knows of them. */
export function PersonPane({ id, person, onClose }: Props) {
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
          {maySee &&
            conversation.customer &&
            person({
              contactId: conversation.customer.contactId,
              conversationId: id,
              isOver: query.data?.canBeWrittenTo === false,
            })}
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
