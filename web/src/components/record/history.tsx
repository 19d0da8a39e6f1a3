import { t } from '@lingui/core/macro'
import { Button, Skeleton, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ErrorState, Moment } from '@/components/ui'
import { notifyError } from '@/lib/notify'
import { useUnsavedGuard } from '@/lib/use-unsaved-guard'
import { uuid } from '@/lib/uuid'
import record from './record.module.css'

interface Happened {
  sequence: number
  kind: string
  at: string
  text: string | null
}

interface Props<T extends Happened> {
  query: {
    data: { pages: { items: T[] }[] } | undefined
    isPending: boolean
    isError: boolean
    error: unknown
    hasNextPage: boolean
    refetch: () => Promise<unknown>
    fetchNextPage: () => Promise<unknown>
  }
  words: (event: T) => string
  /** Whether an event's text is what was said before it. */
  isFormer: (event: T) => boolean
  /** What else an event has to show. */
  details?: (event: T) => ReactNode
  /** Undefined: nothing can be written down. */
  onComment: ((comment: { text: string; key: string }) => Promise<unknown>) | undefined
}

/** What happened to something, newest first, and a place to write something down. */
export function History<T extends Happened>({ query, words, isFormer, details, onComment }: Props<T>) {
  const events = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t`Histórico`}>
      {onComment && <Comment onComment={onComment} />}
      {query.isPending ? (
        <Skeleton height={60} />
      ) : query.isError && events.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ol className={record.events}>
          {events.map((event) => (
            <li key={event.sequence} className={record.event} data-kind={event.kind}>
              <p className={record.eventHead}>
                {words(event)} · <Moment at={event.at} />
              </p>
              {event.kind === 'commented' ? (
                <p className={record.words}>{event.text ?? t`Apagado: a pessoa foi anonimizada.`}</p>
              ) : (
                event.text && <p className={isFormer(event) ? record.former : record.words}>{event.text}</p>
              )}
              {details?.(event)}
            </li>
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

function Comment({ onComment }: { onComment: NonNullable<Props<Happened>['onComment']> }) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  // The same for every attempt at the same words.
  const [key, setKey] = useState(uuid)
  useUnsavedGuard(text.trim() !== '')
  const send = () => {
    if (!text.trim() || busy) return
    setBusy(true)
    onComment({ text: text.trim(), key })
      .then(() => {
        setText('')
        setKey(uuid())
      }, notifyError)
      .finally(() => setBusy(false))
  }
  return (
    <form
      className={record.comment}
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
      <Button type="submit" size="xs" loading={busy} disabled={!text.trim()}>
        {t`Comentar`}
      </Button>
    </form>
  )
}
