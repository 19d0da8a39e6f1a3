import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import {
  IconArrowsJoin,
  IconCash,
  IconClipboardCheck,
  IconClipboardList,
  IconFileText,
  IconFilter,
  IconMessages,
  IconQrcode,
  IconTicket,
  IconUserStar,
} from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ErrorState, Moment, StatusBadge } from '@/components/ui'
import type { TimelineEntry } from '@/lib/api/types'
import { listTimeline } from '../api/list-timeline'
import { statusWords, titleWords } from '../words'
import css from './timeline.module.css'

const ICONS: Record<TimelineEntry['kind'], typeof IconTicket> = {
  queue_ticket: IconTicket,
  charge: IconQrcode,
  payment: IconCash,
  support_ticket: IconClipboardList,
  opportunity: IconFilter,
  lead: IconUserStar,
  proposal: IconFileText,
  conversation: IconMessages,
  merge: IconArrowsJoin,
  consent: IconClipboardCheck,
}

/** What happened to a person, newest first; each leads to where it happened. */
export function Timeline({ contactId, except }: { contactId: string; except?: string }) {
  const query = useInfiniteQuery(listTimeline(contactId))
  const entries = query.data?.pages.flatMap((page) => page.items).filter(({ id }) => id !== except) ?? []
  if (query.isPending) return <Skeleton height={44} />
  if (query.isError && entries.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return (
    <>
      {entries.length === 0 && !query.hasNextPage ? (
        <p className={css.dim}>{except ? t`Nada mais aconteceu ainda.` : t`Nada aconteceu ainda.`}</p>
      ) : (
        <ol className={css.entries} aria-label={t`Histórico`}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <Entry entry={entry} contactId={contactId} />
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <button
          type="button"
          className={css.more}
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t`Ver mais`}
        </button>
      )}
    </>
  )
}

function Entry({ entry, contactId }: { entry: TimelineEntry; contactId: string }) {
  const Icon = ICONS[entry.kind]
  const status = statusWords(entry)
  return (
    <PageOf entry={entry} contactId={contactId}>
      <Icon size={17} stroke={1.75} className={css.icon} aria-hidden />
      <span className={css.words}>
        <span className={css.title}>{titleWords(entry)}</span>
        <span className={css.foot}>
          <Moment at={entry.at} />
          {status && <StatusBadge tone={status.tone}>{status.label}</StatusBadge>}
        </span>
      </span>
    </PageOf>
  )
}

function PageOf({
  entry,
  contactId,
  children,
}: {
  entry: TimelineEntry
  contactId: string
  children: ReactNode
}) {
  const { kind, id, ofId } = entry
  switch (kind) {
    case 'queue_ticket':
    case 'charge':
    case 'payment':
      return (
        <Link to="/senhas" search={{ senha: ofId ?? id }} className={css.entry}>
          {children}
        </Link>
      )
    case 'support_ticket':
      return (
        <Link to="/chamados/$id" params={{ id }} className={css.entry}>
          {children}
        </Link>
      )
    case 'opportunity':
      return (
        <Link to="/comercial/oportunidades/$id" params={{ id }} className={css.entry}>
          {children}
        </Link>
      )
    case 'proposal':
      return (
        <Link to="/comercial/propostas/$id" params={{ id }} className={css.entry}>
          {children}
        </Link>
      )
    case 'lead':
      return (
        <Link to="/comercial/leads/$leadId" params={{ leadId: id }} className={css.entry}>
          {children}
        </Link>
      )
    case 'conversation':
      return (
        <Link to="/atendimento" search={{ conversa: id }} className={css.entry}>
          {children}
        </Link>
      )
    default:
      return (
        <Link to="/pessoas/$id" params={{ id: contactId }} className={css.entry}>
          {children}
        </Link>
      )
  }
}
