import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { EmptyState, ErrorState } from '@/components/ui'
import { SearchBox, type SearchControl } from '@/components/ui/search-box'
import type { Conversation } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { usePolling } from '@/lib/realtime'
import { browseConversations, type Place } from '../api/browse-conversations'
import { ConversationRow } from './conversation-row'
import type { MessageFilter } from '../../messages/search'
import { EVERYTHING } from '../filter'
import { Filters } from './filters'
import type { InboxFilter, TemplateSlot } from './inbox-page'
import css from './list.module.css'

const BulkBar = lazy(() => import('./bulk-bar').then((file) => ({ default: file.BulkBar })))
const SearchResults = lazy(() =>
  import('../../messages/components/search-results').then((file) => ({ default: file.SearchResults })),
)
const StartConversation = lazy(() =>
  import('./start-conversation').then((file) => ({ default: file.StartConversation })),
)

const ROW = 84

/** Of a first page that is on its way. */
const NOT_YET = ''

interface Props {
  filter: InboxFilter
  search: MessageFilter
  text: string
  openId: string | undefined
  openAt: number | undefined
  onFilter: (filter: InboxFilter) => void
  onSearch: (text: string) => void
  onNarrow: (search: MessageFilter) => void
  onOpen: (id: string, at?: number) => void
  template: TemplateSlot
}

export function ConversationList(props: Props) {
  const { filter, search, text, openId, openAt, template } = props
  const { onFilter, onSearch, onNarrow, onOpen } = props
  const may = useCan('inbox.conversations.write')
  const control = useRef<SearchControl>(null)
  const searching = text.trim() !== ''
  const [starting, setStarting] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const refetchInterval = usePolling(5_000, 60_000)
  const client = useQueryClient()
  const browse = browseConversations(filter)
  const query = useInfiniteQuery({ ...browse, refetchInterval })
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages])
  const above = (query.data?.pageParams[0] as Place | undefined)?.start ?? 0
  // What was gone through would be asked for anew with everything that happens, and what is new would wait for it.
  const backAtTop = () => {
    const first = above === 0 ? pages![0]! : { items: [], next: NOT_YET }
    client.setQueryData(browse.queryKey, { pages: [first], pageParams: [browse.initialPageParam] })
    void client.invalidateQueries({ queryKey: browse.queryKey, exact: true })
  }
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <>
      <div className={css.filters}>
        <SearchBox
          label={t`Buscar nas mensagens`}
          text={text}
          control={control}
          onSearch={(next) => {
            setChosen(null)
            onSearch(next)
          }}
        />
        {!searching && (
          <Filters
            filter={filter}
            onFilter={(next) => {
              setChosen(null)
              onFilter(next)
            }}
            choosing={chosen !== null}
            onChoose={may ? () => setChosen(chosen ? null : new Set()) : undefined}
            onStart={may ? () => setStarting(true) : undefined}
          />
        )}
      </div>
      {starting && (
        <Suspense fallback={null}>
          <StartConversation
            template={template}
            onStarted={(id) => {
              setStarting(false)
              onOpen(id)
            }}
            onClose={() => setStarting(false)}
          />
        </Suspense>
      )}
      {searching ? (
        <Suspense fallback={null}>
          <SearchResults
            text={text}
            filter={search}
            open={openId ? { conversationId: openId, sequence: openAt } : undefined}
            onFilter={onNarrow}
            onOpen={({ conversationId, sequence }) => onOpen(conversationId, sequence)}
            control={control}
          />
        </Suspense>
      ) : query.isPending ? (
        <RowSkeletons />
      ) : query.isError && rows.length === 0 ? (
        <div className={css.trouble}>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : rows.length === 0 && pages?.[0]?.next !== NOT_YET ? (
        <Nothing filter={filter} onFilter={onFilter} />
      ) : (
        <Rows
          rows={rows}
          above={above}
          openId={openId}
          onOpen={onOpen}
          chosen={chosen}
          onToggle={toggle}
          more={query.hasNextPage && !query.isFetching ? () => void query.fetchNextPage() : undefined}
          earlier={
            query.hasPreviousPage && !query.isFetching ? () => void query.fetchPreviousPage() : undefined
          }
          onTop={above > 0 || (!chosen && pages && pages.length > 2) ? backAtTop : undefined}
        />
      )}
      {chosen && (
        <Suspense fallback={null}>
          <BulkBar
            shown={rows}
            chosen={chosen}
            onChoose={(ids) => setChosen(new Set(ids))}
            onClose={() => setChosen(null)}
          />
        </Suspense>
      )}
    </>
  )
}

interface RowsProps {
  rows: Conversation[]
  /** How many are above the first of these. */
  above: number
  openId: string | undefined
  onOpen: (id: string) => void
  /** Null while none are chosen to be changed together. */
  chosen: ReadonlySet<string> | null
  onToggle: (id: string) => void
  more: (() => void) | undefined
  earlier: (() => void) | undefined
  onTop: (() => void) | undefined
}

/** Only what is in sight is in the page; more is fetched before the end of what is held comes into sight, and so is what was let go of above. */
function Rows({ rows, above, openId, onOpen, chosen, onToggle, more, earlier, onTop }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<string | undefined>(openId)
  // eslint-disable-next-line react-hooks/incompatible-library -- read in this component only, which nothing memoises
  const virtual = useVirtualizer({
    count: above + rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // The same as long as the rows are, or every place is reckoned anew at every turn of the wheel.
    getItemKey: useCallback((index: number) => rows[index - above]?.id ?? index, [rows, above]),
    overscan: 6,
  })
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  const first = seen[0]?.index
  useEffect(() => {
    if (first === 0 && onTop) onTop()
    else if (earlier && first !== undefined && first < above + 20) earlier()
    else if (last >= above + rows.length - 20) more?.()
  }, [first, last, above, rows.length, onTop, earlier, more])

  const at = rows.findIndex(({ id }) => id === cursor)
  const move = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (!row) return
    setCursor(row.id)
    virtual.scrollToIndex(above + rows.indexOf(row))
  }
  useHotkeys({
    j: () => move(at + 1),
    k: () => move(at < 0 ? 0 : at - 1),
    x: chosen && at >= 0 ? () => onToggle(rows[at]!.id) : undefined,
    enter: !chosen && at >= 0 && cursor !== openId ? () => onOpen(rows[at]!.id) : undefined,
  })

  return (
    <div className={css.scroller} ref={scroller} tabIndex={-1}>
      <ul className={css.rows} style={{ height: virtual.getTotalSize() }} aria-label={t`Conversas`}>
        {seen.map(({ index, key, start }) => {
          const row = rows[index - above]
          return (
            <li
              key={key}
              className={css.place}
              style={{ height: ROW, transform: `translateY(${start}px)` }}
              aria-setsize={above + rows.length}
              aria-posinset={index + 1}
            >
              {row ? (
                <ConversationRow
                  conversation={row}
                  open={row.id === openId}
                  marked={row.id === cursor}
                  chosen={chosen?.has(row.id)}
                  onOpen={() => {
                    setCursor(row.id)
                    if (chosen) onToggle(row.id)
                    else onOpen(row.id)
                  }}
                />
              ) : (
                <RowSkeleton />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function RowSkeletons() {
  return (
    <div role="status" aria-busy="true" aria-label={t`Carregando`}>
      {Array.from({ length: 7 }, (_, index) => (
        <RowSkeleton key={index} />
      ))}
    </div>
  )
}

function RowSkeleton() {
  return (
    <div className={css.skeleton} style={{ height: ROW }}>
      <Skeleton height={13} width="48%" />
      <Skeleton height={13} width="82%" />
      <Skeleton height={11} width="36%" />
    </div>
  )
}

function Nothing({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  const { view, status } = filter
  const toAll = () => onFilter(EVERYTHING)
  const narrowed = Boolean(filter.teamId ?? filter.labelId ?? filter.priority)
  const everything = view === 'all' && status === 'open' && !narrowed
  if (everything)
    return (
      <EmptyState
        icon={IconInbox}
        title={t`Nenhuma conversa aberta`}
        text={t`Quando um cliente escrever, a conversa aparece aqui na hora.`}
        action={
          <Button variant="default" onClick={() => onFilter({ ...filter, status: 'resolved' })}>
            {t`Ver as resolvidas`}
          </Button>
        }
      />
    )
  const words = narrowed
    ? { title: t`Nenhuma conversa assim`, text: t`O filtro escolhido não encontra nenhuma.` }
    : view === 'mentions'
      ? {
          title: t`Ninguém chamou você`,
          text: t`Quando um colega escrever @ e seu nome numa anotação, a conversa aparece aqui.`,
        }
      : view === 'mine' && status === 'open'
        ? { title: t`Nada com você agora`, text: t`Assuma uma conversa sem dono: responder já basta.` }
        : view === 'unassigned' && status === 'open'
          ? { title: t`Ninguém esperando dono`, text: t`Todas as conversas abertas já são de alguém.` }
          : view === 'waiting' && status === 'open'
            ? {
                title: t`Ninguém esperando`,
                text: t`Todo cliente que espera resposta está com alguém que atende agora.`,
              }
            : { title: t`Nenhuma conversa assim`, text: undefined }
  return (
    <EmptyState
      icon={IconInbox}
      {...words}
      action={
        view === 'mine' && status === 'open' && !narrowed ? (
          <Button variant="default" onClick={() => onFilter({ ...filter, view: 'unassigned' })}>
            {t`Ver as sem dono`}
          </Button>
        ) : (
          <Button variant="default" onClick={toAll}>
            {t`Ver todas as abertas`}
          </Button>
        )
      }
    />
  )
}
