import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useDocumentVisibility } from '@mantine/hooks'
import { IconArrowDown, IconMessageOff } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { EmptyState, ErrorState } from '@/components/ui'
import { isApiError } from '@/lib/api/problem'
import type { Conversation, ConversationItem, ConversationMessage } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { kindName } from '@/lib/message-words'
import { usePolling } from '@/lib/realtime'
import { formatDayHeading, secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { browseItems } from '../api/browse-items'
import { getConversation } from '../api/get-conversation'
import { useMarkRead } from '../api/mark-read'
import { useRepliesUnderWay } from '../api/reply'
import { itemsOf, notThereYet, rowsOf, shownAs } from '../thread'
import { customerName } from '../words'
import { Composer, type Reuse } from './composer'
import type { ActSlot, TemplateSlot } from './inbox-page'
import { ItemView } from './item-view'
import { ReplyUnderWay } from './reply-under-way'
import { ScheduledBar } from './scheduled-bar'
import { ThreadHeader } from './thread-header'
import { BubbleSkeletons, ThreadSkeleton } from './thread-skeleton'
import css from './thread.module.css'
import { useActs } from './use-acts'
import { useTakeBack } from './use-take-back'

interface Props {
  id: string
  /** The number of the item it is opened at; without, at its end. */
  at: number | undefined
  personShown: boolean
  onPerson: () => void
  onClose: () => void
  /** To its end. */
  onLatest: () => void
  template: TemplateSlot
  act: ActSlot
}

/** One conversation. Mounted for each, and for each place it is opened at. */
export function Thread({ id, at, personShown, onPerson, onClose, onLatest, template, act }: Props) {
  const refetchInterval = usePolling(5_000, 60_000)
  const details = useQuery({ ...getConversation(id), refetchInterval })
  const [reuse, setReuse] = useState<Reuse>({ text: '', times: 0 })
  const [quoted, setQuoted] = useState<ConversationMessage | null>(null)
  const takeBack = useTakeBack(id, at, setQuoted, setReuse)
  const mayWrite = useCan('inbox.conversations.write')
  const now = useNow(15_000)
  const latest = useRef<HTMLDivElement>(null)
  if (isApiError(details.error) && details.error.status === 404)
    return (
      <div className={css.gone}>
        <EmptyState
          icon={IconMessageOff}
          title={t`Conversa não encontrada`}
          text={t`Ela não existe, ou está com uma equipe de que você não faz parte.`}
          action={
            <Button variant="default" onClick={onClose}>
              {t`Voltar às conversas`}
            </Button>
          }
        />
      </div>
    )
  if (!details.data)
    return (
      <div className={css.gone}>
        {details.isError ? (
          <ErrorState error={details.error} onRetry={() => void details.refetch()} />
        ) : (
          <ThreadSkeleton />
        )}
      </div>
    )
  const { conversation, windowUntil, canBeWrittenTo } = details.data
  const write = (text: string) => setReuse(({ times }) => ({ text, times: times + 1 }))
  const isOpen = windowUntil !== null && secondsLeft(windowUntil, now) > 0
  return (
    <>
      <ThreadHeader
        conversation={conversation}
        canBeWrittenTo={canBeWrittenTo}
        personShown={personShown}
        onPerson={onPerson}
        onClose={onClose}
        act={act}
      />
      <Items
        conversation={conversation}
        at={at}
        onLatest={onLatest}
        scroller={latest}
        mayAct={mayWrite && canBeWrittenTo && isOpen && conversation.status !== 'resolved'}
        onQuote={setQuoted}
        onReuse={write}
        onTakeBack={takeBack}
      />
      <ScheduledBar id={id} onReuse={write} />
      <Composer
        conversation={conversation}
        windowUntil={windowUntil}
        canBeWrittenTo={canBeWrittenTo}
        reuse={reuse}
        onTakeBack={takeBack}
        draft={details.data.draft}
        template={template}
        quoted={quoted}
        onQuote={setQuoted}
        onSent={() => (at === undefined ? latest.current?.scrollTo({ top: 0 }) : onLatest())}
      />
    </>
  )
}

interface ItemsProps {
  conversation: Conversation
  at: number | undefined
  onLatest: () => void
  scroller: React.RefObject<HTMLDivElement | null>
  mayAct: boolean
  onQuote: (message: ConversationMessage) => void
  onReuse: (text: string) => void
  onTakeBack: (message: ConversationMessage) => void
}

/** The newest is at the bottom, where the browser itself keeps it: the box is turned over, and its zero is its end. */
function Items(props: ItemsProps) {
  const { conversation, at, onLatest, scroller, mayAct, onQuote, onReuse, onTakeBack } = props
  const { id } = conversation
  const refetchInterval = usePolling(5_000, 60_000)
  const query = useInfiniteQuery({ ...browseItems(id, at), refetchInterval })
  const items = useMemo(() => itemsOf(query.data?.pages ?? []), [query.data])
  const rows = useMemo(() => rowsOf(items), [items])
  const { user } = useSession()
  const underWay = notThereYet(useRepliesUnderWay(id), items, user.id)
  const acts = useActs(conversation, mayAct, onQuote)
  const reacting = new Map(
    underWay.flatMap(({ reply: { content, replyTo } }) =>
      content.type === 'reaction' && replyTo ? [[replyTo, content.emoji] as const] : [],
    ),
  )
  const known = useMemo(
    () => new Map(items.flatMap(({ message }) => (message ? [[message.id, message] as const] : []))),
    [items],
  )
  const newest = items[0]?.sequence ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const { hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = query
  // Opened in its midst, there may be something after what is here.
  const goesOn = hasPreviousPage && newest < conversation.lastSequence
  // The number of the newest when somebody scrolled up; null at the bottom.
  const [away, setAway] = useState(at === undefined ? null : conversation.lastSequence)
  const unseen =
    away === null ? 0 : items.filter((item) => item.kind === 'received' && item.sequence > away).length
  useRead(conversation, away === null)
  const announcement = useAnnouncements(conversation, items)
  const found = useMemo(() => (at === undefined ? undefined : shownAs(at, rows, items)), [at, rows, items])
  useOpenedAt(found, scroller, (top) => setAway((since) => (Math.abs(top) < 40 && !goesOn ? null : since)))

  const more = () => {
    const box = scroller.current
    if (!box || query.isPending) return
    if (hasNextPage && !isFetchingNextPage && box.scrollHeight - box.clientHeight + box.scrollTop < 400)
      void fetchNextPage()
    else if (goesOn && !isFetchingPreviousPage && box.scrollTop > -400) void fetchPreviousPage()
  }
  useEffect(more)

  // What comes in below must not push away what is being read above.
  const before = useRef({ newest: 0, height: 0 })
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    if (away !== null && before.current.newest !== newest)
      box.scrollBy({ top: before.current.height - box.scrollHeight })
    before.current = { newest, height: box.scrollHeight }
  }, [scroller, away, newest, rows])

  return (
    <div className={css.items}>
      <div
        className={css.scroller}
        ref={scroller}
        role="group"
        aria-label={t`Mensagens`}
        tabIndex={0}
        onScroll={(event) => {
          const atBottom = Math.abs(event.currentTarget.scrollTop) < 40 && !goesOn
          setAway((since) => (atBottom ? null : (since ?? newest)))
          more()
        }}
      >
        <div className={css.content}>
          {query.isPending ? (
            <BubbleSkeletons />
          ) : query.isError && items.length === 0 ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <>
              {hasNextPage && (
                <div className={css.older}>
                  <Button
                    size="xs"
                    variant="subtle"
                    color="neutral"
                    loading={isFetchingNextPage}
                    onClick={() => void fetchNextPage()}
                  >
                    {t`Ver anteriores`}
                  </Button>
                </div>
              )}
              <ol className={css.rows}>
                {rows.map((row) =>
                  row.kind === 'day' ? (
                    <li key={row.day} className={css.day}>
                      <DayHeading day={row.day} />
                    </li>
                  ) : (
                    <ItemView
                      key={row.item.sequence}
                      entry={row}
                      found={row.item.sequence === found}
                      conversationId={id}
                      customer={customerName(conversation)}
                      reacting={reacting.get(row.item.message?.id ?? '')}
                      acts={acts}
                      onReuse={onReuse}
                      onTakeBack={row.item.author?.id === user.id ? onTakeBack : undefined}
                    />
                  ),
                )}
                {underWay
                  .filter(({ reply }) => reply.content.type !== 'reaction')
                  .map((outgoing) => (
                    <ReplyUnderWay
                      key={outgoing.key}
                      outgoing={outgoing}
                      quoted={known.get(outgoing.reply.replyTo ?? '')}
                    />
                  ))}
              </ol>
            </>
          )}
        </div>
      </div>
      {away !== null && (
        <Button
          className={css.down}
          size="xs"
          variant={unseen > 0 ? 'filled' : 'default'}
          leftSection={<IconArrowDown size={15} />}
          onClick={() => (goesOn ? onLatest() : scroller.current?.scrollTo({ top: 0 }))}
        >
          {unseen === 0 ? t`Ir ao fim` : unseen === 1 ? t`1 nova` : t`${unseen} novas`}
        </Button>
      )}
      <p className="visually-hidden" aria-live="polite" ref={announcement} />
    </div>
  )
}

/** Once it is here, what it was opened at is brought before the eyes, and to whoever does not see. */
function useOpenedAt(
  sequence: number | undefined,
  scroller: React.RefObject<HTMLDivElement | null>,
  onPlaced: (scrollTop: number) => void,
) {
  const done = useRef(false)
  const placed = useRef(onPlaced)
  useEffect(() => {
    placed.current = onPlaced
  })
  useLayoutEffect(() => {
    const box = scroller.current
    if (sequence === undefined || done.current || !box) return
    const row = box.querySelector<HTMLElement>('[data-found]')
    if (!row) return
    done.current = true
    row.scrollIntoView({ block: 'center' })
    row.focus({ preventScroll: true })
    placed.current(box.scrollTop)
  }, [sequence, scroller])
}

function DayHeading({ day }: { day: string }) {
  const [now] = useState(() => Date.now())
  return <h3>{formatDayHeading(day, now)}</h3>
}

/** Whoever has it before their eyes has read it. */
function useRead({ id, unread, unseenMentions, lastSequence }: Conversation, atBottom: boolean) {
  const visible = useDocumentVisibility() === 'visible'
  const may = useCan('inbox.conversations.write')
  const { mutate } = useMarkRead(id)
  // Once for each message: refused, it is not asked again and again.
  const told = useRef(0)
  useEffect(() => {
    if (!may || !visible || !atBottom || unread + unseenMentions === 0) return
    if (told.current >= lastSequence) return
    told.current = lastSequence
    mutate()
  }, [may, visible, atBottom, unread, unseenMentions, lastSequence, mutate])
}

/** New messages are told to who does not see them appear; those that were there are not. */
function useAnnouncements(conversation: Conversation, items: ConversationItem[]) {
  const region = useRef<HTMLParagraphElement>(null)
  const told = useRef<number | null>(null)
  const name = customerName(conversation)
  useEffect(() => {
    const newest = items[0]?.sequence
    if (newest === undefined) return
    const since = told.current
    told.current = Math.max(newest, since ?? 0)
    if (since === null || !region.current) return
    const came = items.filter(({ kind, sequence }) => kind === 'received' && sequence > since).reverse()
    if (came.length === 0) return
    const words = came.map(({ message }) => message?.text ?? kindName(message?.kind ?? '')).join('. ')
    region.current.textContent = t`${name} escreveu: ${words}`
  }, [items, name])
  return region
}
