import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { EmptyState, ErrorState } from '@/components/ui'
import type { SearchControl } from '@/components/ui/search-box'
import { isApiError } from '@/lib/api/problem'
import { useHotkeys } from '@/lib/hotkeys'
import { ConversationRow } from '../../conversations/components/conversation-row'
import list from '../../conversations/components/list.module.css'
import { searchMessages } from '../api/search-messages'
import { canBeOpened, entriesOf, type Entry, isNarrowed, type MessageFilter } from '../search'
import { FoundRow } from './found-row'
import { SearchChips } from './search-chips'
import css from './search.module.css'

const HEIGHT = { conversations: 32, conversation: 84, messages: 32, message: 92 }

export interface OpenAt {
  conversationId: string
  /** The number of the message to open it at. */
  sequence?: number | undefined
}

interface Props {
  text: string
  filter: MessageFilter
  open: OpenAt | undefined
  onFilter: (filter: MessageFilter) => void
  onOpen: (place: OpenAt) => void
  control: Ref<SearchControl>
}

/** What was said, in place of the list of conversations. */
export function SearchResults({ text, filter, open, onFilter, onOpen, control }: Props) {
  const query = useInfiniteQuery(searchMessages(text, filter))
  const entries = useMemo(() => entriesOf(query.data?.pages ?? []), [query.data])
  const nothing = isApiError(query.error) && query.error.code === 'inbox.search.nothing_to_look_for'
  return (
    <>
      <SearchChips filter={filter} onFilter={onFilter} />
      {query.data?.pages[0]?.isComplete === false && (
        <p
          className={css.note}
          role="status"
        >{t`Mensagens antigas ainda estão sendo preparadas para a busca.`}</p>
      )}
      {query.isPending ? (
        <HitSkeletons />
      ) : query.isError ? (
        nothing ? (
          <EmptyState
            icon={IconSearchOff}
            title={t`Escreva uma palavra inteira`}
            text={t`Palavras como “de”, “que” e “para” estão em toda parte e não são buscadas.`}
          />
        ) : (
          <div className={list.trouble}>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          </div>
        )
      ) : entries.length === 0 && !query.hasNextPage ? (
        <Nothing filter={filter} onFilter={onFilter} />
      ) : (
        <Hits
          key={text}
          entries={entries}
          stale={query.isPlaceholderData}
          open={open}
          onOpen={onOpen}
          control={control}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
        />
      )}
    </>
  )
}

interface HitsProps {
  entries: Entry[]
  /** Of the words before, until the answer to these is there. */
  stale: boolean
  open: OpenAt | undefined
  onOpen: (place: OpenAt) => void
  control: Ref<SearchControl>
  more: (() => void) | undefined
}

function placeOf(entry: Entry): OpenAt | null {
  if (entry.kind === 'message')
    return { conversationId: entry.message.conversationId, sequence: entry.message.sequence }
  return entry.kind === 'conversation' ? { conversationId: entry.conversation.id } : null
}

function Hits({ entries, stale, open, onOpen, control, more }: HitsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(-1)
  // eslint-disable-next-line react-hooks/incompatible-library -- read in this component only, which nothing memoises
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHT[entries[index]!.kind],
    overscan: 6,
  })
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= entries.length - 8) more?.()
  }, [last, entries.length, more])

  const move = (by: number) => {
    let next = cursor + by
    while (entries[next] && !canBeOpened(entries[next]!)) next += by
    if (!entries[next]) return
    setCursor(next)
    virtual.scrollToIndex(next)
  }
  const openAt = (index: number) => {
    const place = entries[index] && placeOf(entries[index])
    if (!place) return
    setCursor(index)
    onOpen(place)
  }
  const openMarked = () => openAt(cursor >= 0 ? cursor : entries.findIndex(canBeOpened))
  useImperativeHandle(control, () => ({ move, open: openMarked }))
  useHotkeys({
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: cursor >= 0 ? openMarked : undefined,
  })
  const isOpen = (entry: Entry) => {
    const place = placeOf(entry)
    return place !== null && place.conversationId === open?.conversationId && place.sequence === open.sequence
  }
  return (
    <div
      className={stale ? `${list.scroller} ${css.stale}` : list.scroller}
      ref={scroller}
      tabIndex={-1}
      aria-busy={stale}
    >
      <ul
        className={list.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t`O que foi encontrado`}
      >
        {seen.map(({ index, key, start, size }) => {
          const entry = entries[index]!
          return (
            <li
              key={key}
              className={list.place}
              style={{ height: size, transform: `translateY(${start}px)` }}
              aria-setsize={more ? -1 : entries.length}
              aria-posinset={index + 1}
            >
              {entry.kind === 'conversation' ? (
                <ConversationRow
                  conversation={entry.conversation}
                  open={isOpen(entry)}
                  marked={index === cursor}
                  chosen={undefined}
                  onOpen={() => openAt(index)}
                />
              ) : entry.kind === 'message' ? (
                <FoundRow
                  message={entry.message}
                  open={isOpen(entry)}
                  marked={index === cursor}
                  onOpen={() => openAt(index)}
                />
              ) : (
                <h2 className={css.head}>
                  {entry.kind === 'conversations' ? t`Conversas com` : t`Nas mensagens`}
                </h2>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function HitSkeletons() {
  return (
    <div role="status" aria-busy="true" aria-label={t`Buscando`}>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className={list.skeleton} style={{ height: HEIGHT.message }}>
          <Skeleton height={13} width="44%" />
          <Skeleton height={13} width="90%" />
          <Skeleton height={13} width="62%" />
        </div>
      ))}
    </div>
  )
}

function Nothing({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t`Nada encontrado`}
      text={
        isNarrowed(filter)
          ? t`Com estes filtros, nenhuma mensagem que você pode ver tem todas estas palavras.`
          : t`Nenhuma mensagem que você pode ver tem todas estas palavras. Tente menos palavras, ou só o começo de uma.`
      }
      action={
        isNarrowed(filter) && (
          <Button
            variant="default"
            onClick={() =>
              onFilter({
                teamId: undefined,
                channelId: undefined,
                author: undefined,
                from: undefined,
                to: undefined,
              })
            }
          >
            {t`Buscar em tudo`}
          </Button>
        )
      }
    />
  )
}
