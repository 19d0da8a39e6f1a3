import { t } from '@lingui/core/macro'
import { Button, Drawer, FocusTrap, Skeleton } from '@mantine/core'
import { IconArrowBackUp, IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ContentView } from '@/components/messages/content-view'
import { ErrorState, Moment } from '@/components/ui'
import type { OutboundDetails } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { attemptWords, chargeWords, classWords, eventWords, kindName, reasonWords } from '@/lib/message-words'
import { getMessage } from '../api/messages'
import { type Target, targetOfSent } from '../target'
import { MessageActions } from './decision'
import { MessageStatus } from './message-marks'
import css from './messages.module.css'

interface Props {
  channelId: string
  id: string | null
  onClose: () => void
  onTarget: (target: Target) => void
}

export function MessageDrawer({ channelId, id, onClose, onTarget }: Props) {
  const [last, setLast] = useState(id)
  if (id !== null && id !== last) setLast(id)
  return (
    <Drawer opened={id !== null} onClose={onClose} position="right" size={480} title={t`Mensagem enviada`}>
      <FocusTrap.InitialFocus />
      {last && <Body key={last} channelId={channelId} id={last} onTarget={onTarget} />}
    </Drawer>
  )
}

function Body({ channelId, id, onTarget }: { channelId: string; id: string; onTarget: Props['onTarget'] }) {
  const query = useQuery({ ...getMessage(channelId, id), refetchInterval: 4_000 })
  if (query.isPending) {
    return (
      <>
        <Skeleton height={20} width={140} mb={16} />
        <Skeleton height={80} mb={16} />
        <Skeleton height={14} width="60%" />
      </>
    )
  }
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Details channelId={channelId} details={query.data} onTarget={onTarget} />
}

function Details({
  channelId,
  details,
  onTarget,
}: {
  channelId: string
  details: OutboundDetails
  onTarget: Props['onTarget']
}) {
  const { message, content, attempts, events, fileGone } = details
  const maySend = useCan('channels.messages.send')
  const why = reasonWords(message.errorCode, message.errorReason)
  const charge = chargeWords(events)
  const undecided = message.status === 'unknown' || message.status === 'needs_review'
  const arrived = ['accepted', 'sent', 'delivered', 'read', 'played'].includes(message.status)
  return (
    <>
      <MessageStatus status={message.status} possibleDuplicate={message.possibleDuplicate} />
      {undecided ? (
        <div className={css.decide}>
          <p className={css.strong}>{t`Não dá para saber se chegou`}</p>
          {why && <p>{why}</p>}
          <MessageActions channelId={channelId} message={message} />
        </div>
      ) : (
        <>
          {why && <p className={css.why}>{why}</p>}
          <div style={{ marginTop: 10 }}>
            <MessageActions channelId={channelId} message={message} />
          </div>
        </>
      )}
      <dl className={css.facts}>
        <dt>{t`Para`}</dt>
        <dd className="tabular">{message.to}</dd>
        <dt>{t`Tipo`}</dt>
        <dd>{kindName(message.type)}</dd>
        <dt>{t`O que é`}</dt>
        <dd>{classWords(message.class).label}</dd>
        <dt>{t`Pedida`}</dt>
        <dd>
          <Moment at={message.createdAt} />
        </dd>
        {charge && (
          <>
            <dt>{t`Na Meta`}</dt>
            <dd>{charge}</dd>
          </>
        )}
      </dl>
      {content ? (
        <ContentView content={content} />
      ) : (
        <p>{t`A pessoa foi anonimizada; o conteúdo foi apagado.`}</p>
      )}
      {content && fileGone && <p className={css.dim}>{t`O arquivo não está mais guardado.`}</p>}
      {maySend && arrived && (
        <div className={css.actions} style={{ margin: '12px 0 16px' }}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconMoodSmile size={15} />}
            onClick={() => onTarget(targetOfSent(details, 'reaction'))}
          >
            {t`Reagir`}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={15} />}
            onClick={() => onTarget(targetOfSent(details, 'reply'))}
          >
            {t`Citar em outra`}
          </Button>
        </div>
      )}
      <section className={css.block} style={{ marginTop: 16 }}>
        <h3>{t`O que a Meta disse`}</h3>
        {events.length === 0 && <p className={css.dim}>{t`Nada ainda.`}</p>}
        <ol>
          {events.map((event, index) => (
            <li key={index} className={css.line}>
              <span>
                {eventWords(event.status)}
                {event.isDuplicate && <span className={css.dim}> · {t`de outra cópia`}</span>}
                {(event.errorCode !== null || event.reason !== null) && (
                  <p className={css.why}>{reasonWords(event.errorCode, event.reason)}</p>
                )}
              </span>
              <span className={css.dim}>
                <Moment at={event.at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section className={css.block}>
        <h3>{t`Tentativas`}</h3>
        {attempts.length === 0 && <p className={css.dim}>{t`Nenhuma ainda.`}</p>}
        <ol>
          {attempts.map((attempt) => (
            <li key={attempt.number} className={css.line}>
              <span>
                {attempt.number}. {attemptWords(attempt.state)}
                {(attempt.errorCode !== null || attempt.reason !== null) && (
                  <p className={css.why}>{reasonWords(attempt.errorCode, attempt.reason)}</p>
                )}
                {attempt.traceId && (
                  <p className={css.why}>{t`Código para o suporte da Meta: ${attempt.traceId}`}</p>
                )}
              </span>
              <span className={css.dim}>
                <Moment at={attempt.startedAt} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
