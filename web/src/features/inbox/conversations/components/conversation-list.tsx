import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Select, Skeleton } from '@mantine/core'
import { IconDownload, IconInbox, IconMessagePlus } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { EmptyState, ErrorState } from '@/components/ui'
import type { Conversation } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { usePolling } from '@/lib/realtime'
import { listTeams } from '../../teams/api/list-teams'
import { browseConversations } from '../api/browse-conversations'
import { countConversations } from '../api/count-conversations'
import { countWords, STATUSES, statusWords, viewName, VIEWS } from '../words'
import { ConversationRow } from './conversation-row'
import { ExportDialog } from './export-dialog'
import type { InboxFilter, TemplateSlot } from './inbox-page'
import css from './list.module.css'
import { StartConversation } from './start-conversation'

const ROW = 84

interface Props {
  filter: InboxFilter
  openId: string | undefined
  onFilter: (filter: InboxFilter) => void
  onOpen: (id: string) => void
  onUnread: (count: number) => void
  template: TemplateSlot
}

export function ConversationList({ filter, openId, onFilter, onOpen, onUnread, template }: Props) {
  const may = useCan('inbox.conversations.write')
  const [starting, setStarting] = useState(false)
  const refetchInterval = usePolling(5_000, 60_000)
  const { user } = useSession()
  const query = useInfiniteQuery({ ...browseConversations(filter), refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const unread = rows.filter((row) => row.unread > 0 && row.assignee?.id === user.id).length
  useEffect(() => onUnread(unread), [onUnread, unread])
  return (
    <>
      <Filters filter={filter} onFilter={onFilter} onStart={may ? () => setStarting(true) : undefined} />
      {starting && (
        <StartConversation
          template={template}
          onStarted={(id) => {
            setStarting(false)
            onOpen(id)
          }}
          onClose={() => setStarting(false)}
        />
      )}
      {query.isPending ? (
        <RowSkeletons />
      ) : query.isError && rows.length === 0 ? (
        <div className={css.trouble}>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : rows.length === 0 ? (
        <Nothing filter={filter} onFilter={onFilter} />
      ) : (
        <Rows
          rows={rows}
          openId={openId}
          onOpen={onOpen}
          more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined}
        />
      )}
    </>
  )
}

interface FiltersProps extends Pick<Props, 'filter' | 'onFilter'> {
  onStart: (() => void) | undefined
}

function Filters({ filter, onFilter, onStart }: FiltersProps) {
  const refetchInterval = usePolling(5_000, 60_000)
  const counts = useQuery({ ...countConversations, refetchInterval })
  const teams = useQuery(listTeams)
  const [exporting, setExporting] = useState(false)
  const choices = teams.data?.teams.filter(({ active, id }) => active || id === filter.teamId) ?? []
  return (
    <div className={css.filters}>
      <div className={css.views} role="group" aria-label={t`Quais conversas`}>
        {VIEWS.map((view) => (
          <button
            key={view}
            type="button"
            className={css.view}
            aria-pressed={filter.view === view}
            onClick={() => onFilter({ ...filter, view })}
          >
            {viewName(view)}
            {counts.data && (
              <span className={css.count}>
                {countWords(counts.data[view])} <span className="visually-hidden">{t`abertas`}</span>
              </span>
            )}
          </button>
        ))}
      </div>
      <div className={css.selects}>
        <Select
          size="xs"
          aria-label={t`Situação`}
          value={filter.status}
          data={STATUSES.map((value) => ({ value, label: statusWords(value).many }))}
          onChange={(value) => onFilter({ ...filter, status: (value ?? 'open') as InboxFilter['status'] })}
        />
        {(choices.length > 1 || filter.teamId) && (
          <Select
            size="xs"
            aria-label={t`Equipe`}
            value={filter.teamId ?? ''}
            data={[
              { value: '', label: t`Equipes` },
              ...choices.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => onFilter({ ...filter, teamId: value || undefined })}
          />
        )}
        <ActionIcon
          className={css.start}
          variant="default"
          size={30}
          aria-label={t`Exportar`}
          title={t`Exportar`}
          onClick={() => setExporting(true)}
        >
          <IconDownload size={18} stroke={1.75} />
        </ActionIcon>
        {exporting && <ExportDialog onClose={() => setExporting(false)} />}
        {onStart && (
          <ActionIcon
            className={css.start}
            variant="default"
            size={30}
            aria-label={t`Nova conversa`}
            title={t`Nova conversa`}
            onClick={onStart}
          >
            <IconMessagePlus size={18} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
    </div>
  )
}

interface RowsProps {
  rows: Conversation[]
  openId: string | undefined
  onOpen: (id: string) => void
  more: (() => void) | undefined
}

/** Only what is in sight is in the page; more is fetched before the end comes into sight. */
function Rows({ rows, openId, onOpen, more }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<string | undefined>(openId)
  // eslint-disable-next-line react-hooks/incompatible-library -- read in this component only, which nothing memoises
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]!.id,
    overscan: 6,
  })
  const seen = virtual.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - 8) more?.()
  }, [last, rows.length, more])

  const at = rows.findIndex(({ id }) => id === cursor)
  const move = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))]
    if (!row) return
    setCursor(row.id)
    virtual.scrollToIndex(rows.indexOf(row))
  }
  useHotkeys({
    j: () => move(at + 1),
    k: () => move(at < 0 ? 0 : at - 1),
    enter: at >= 0 && cursor !== openId ? () => onOpen(rows[at]!.id) : undefined,
  })

  return (
    <div className={css.scroller} ref={scroller} tabIndex={-1}>
      <ul className={css.rows} style={{ height: virtual.getTotalSize() }} aria-label={t`Conversas`}>
        {seen.map(({ index, key, start }) => {
          const row = rows[index]!
          return (
            <li
              key={key}
              className={css.place}
              style={{ height: ROW, transform: `translateY(${start}px)` }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <ConversationRow
                conversation={row}
                open={row.id === openId}
                marked={row.id === cursor}
                onOpen={() => {
                  setCursor(row.id)
                  onOpen(row.id)
                }}
              />
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
        <div key={index} className={css.skeleton} style={{ height: ROW }}>
          <Skeleton height={13} width="48%" />
          <Skeleton height={13} width="82%" />
          <Skeleton height={11} width="36%" />
        </div>
      ))}
    </div>
  )
}

function Nothing({ filter, onFilter }: Pick<Props, 'filter' | 'onFilter'>) {
  const toAll = () => onFilter({ view: 'all', status: 'open', teamId: undefined })
  const everything = filter.view === 'all' && filter.status === 'open' && !filter.teamId
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
  const words =
    filter.view === 'mine' && filter.status === 'open'
      ? { title: t`Nada com você agora`, text: t`Assuma uma conversa sem dono: responder já basta.` }
      : filter.view === 'unassigned' && filter.status === 'open'
        ? { title: t`Ninguém esperando dono`, text: t`Todas as conversas abertas já são de alguém.` }
        : { title: t`Nenhuma conversa assim`, text: undefined }
  return (
    <EmptyState
      icon={IconInbox}
      {...words}
      action={
        filter.view === 'mine' && filter.status === 'open' ? (
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
