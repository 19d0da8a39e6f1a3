import { t } from '@lingui/core/macro'
import { useMediaQuery } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { MoreButton } from '@/components/more-button'
import { DataTable, ErrorState, Moment, RowButton, TableSkeleton } from '@/components/ui'
import type { OutboundMessage, OutboundStatus } from '@/lib/api/types'
import { kindName, reasonWords } from '@/lib/message-words'
import { browseSent } from '../api/messages'
import { MessageActions } from './decision'
import { KindIcon, MessageStatus } from './message-marks'
import css from './messages.module.css'

/** Only while somebody looks: the list is asked again with the browser's tab in front. */
export const REFRESH_MS = 4_000
export const PHONE = '(max-width: 640px)'

interface Props {
  channelId: string
  label: string
  status: OutboundStatus[]
  onOpen: (id: string) => void
  empty: ReactNode
}

export function SentList({ channelId, label, status, onOpen, empty }: Props) {
  const query = useInfiniteQuery({ ...browseSent(channelId, status), refetchInterval: REFRESH_MS })
  const inHand = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <TableSkeleton rows={6} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return empty
  return (
    <>
      {inHand ? (
        <ul className={css.cards} aria-label={label}>
          {rows.map((row) => (
            <li key={row.id} className={css.card}>
              <button type="button" className={css.cardOpen} onClick={() => onOpen(row.id)}>
                <span className={css.cardLine}>
                  <span className={css.number}>{row.to}</span>
                  <span className={css.dim}>
                    <Moment at={row.createdAt} />
                  </span>
                </span>
                <What row={row} />
                <MessageStatus status={row.status} possibleDuplicate={row.possibleDuplicate} />
                <Why row={row} />
              </button>
              <MessageActions channelId={channelId} message={row} />
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          label={label}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => onOpen(row.id)}
          columns={[
            {
              key: 'to',
              header: t`Para`,
              width: 170,
              cell: (row) => (
                <RowButton onClick={() => onOpen(row.id)}>
                  <span className={css.number}>{row.to}</span>
                </RowButton>
              ),
            },
            { key: 'what', header: t`Mensagem`, cell: (row) => <What row={row} /> },
            {
              key: 'status',
              header: t`Situação`,
              cell: (row) => (
                <>
                  <MessageStatus status={row.status} possibleDuplicate={row.possibleDuplicate} />
                  <Why row={row} />
                  {['failed', 'unknown', 'needs_review'].includes(row.status) && (
                    // What is pressed here is not the row.
                    <div style={{ marginTop: 6 }} onClick={(event) => event.stopPropagation()}>
                      <MessageActions channelId={channelId} message={row} />
                    </div>
                  )}
                </>
              ),
            },
            {
              key: 'at',
              header: t`Quando`,
              align: 'right',
              width: 120,
              cell: (row) => <Moment at={row.createdAt} />,
            },
          ]}
        />
      )}
      <MoreButton query={query} />
    </>
  )
}

function What({ row }: { row: OutboundMessage }) {
  return (
    <span className={css.what}>
      <KindIcon kind={row.type} />
      <span className={css.text}>{row.text ?? kindName(row.type)}</span>
    </span>
  )
}

function Why({ row }: { row: OutboundMessage }) {
  const why = reasonWords(row.errorCode, row.errorReason)
  return why ? <span className={css.why}>{why}</span> : null
}
