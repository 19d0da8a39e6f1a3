import { t } from '@lingui/core/macro'
import { Button, Skeleton, Textarea } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, Moment } from '@/components/ui'
import type { OpportunityEvent } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useCommentOnOpportunity } from '../api/change-opportunity'
import { browseOpportunityEvents } from '../api/get-opportunity'
import { eventWords } from '../words'
import css from './sales.module.css'

/** What happened to it, newest first, and a place to write something down. */
export function OpportunityEvents({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const query = useInfiniteQuery(browseOpportunityEvents(id))
  const events = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t`Histórico`}>
      {mayWrite && <Comment id={id} />}
      {query.isPending ? (
        <Skeleton height={60} />
      ) : query.isError && events.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ol className={css.events}>
          {events.map((event) => (
            <Event key={event.sequence} event={event} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()}>
          {t`Ver o que veio antes`}
        </Button>
      )}
    </section>
  )
}

function Event({ event }: { event: OpportunityEvent }) {
  return (
    <li className={css.event}>
      <p className={css.eventHead}>
        {eventWords(event)} · <Moment at={event.at} />
      </p>
      {event.kind === 'commented' ? (
        <p className={css.words}>{event.text ?? t`Apagado: a pessoa foi anonimizada.`}</p>
      ) : (
        event.text && <p className={event.kind === 'renamed' ? css.former : css.words}>{event.text}</p>
      )}
    </li>
  )
}

function Comment({ id }: { id: string }) {
  const comment = useCommentOnOpportunity(id)
  const [text, setText] = useState('')
  // The same for every attempt at the same words.
  const [key, setKey] = useState(uuid)
  const send = () => {
    if (!text.trim() || comment.isPending) return
    comment.mutateAsync({ text: text.trim(), key }).then(() => {
      setText('')
      setKey(uuid())
    }, notifyError)
  }
  return (
    <form
      className={css.comment}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Textarea
        aria-label={t`Comentar`}
        placeholder={t`Comentar: só a equipe vê`}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setKey(uuid())
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      <Button type="submit" size="xs" loading={comment.isPending} disabled={!text.trim()}>
        {t`Comentar`}
      </Button>
    </form>
  )
}
