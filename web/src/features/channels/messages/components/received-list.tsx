import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowBackUp, IconInbox, IconMailOpened, IconMoodSmile } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { MoreButton } from '@/components/more-button'
import { MessageFile } from '@/components/messages/message-file'
import { DataTable, EmptyState, ErrorState, Moment, RowButton, TableSkeleton } from '@/components/ui'
import type { InboundMessage } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { getReceivedFile } from '@/lib/media'
import { kindName } from '@/lib/message-words'
import { notifyDone, notifyError } from '@/lib/notify'
import { browseReceived, useMarkRead } from '../api/messages'
import { type Target, targetOfReceived } from '../target'
import { KindIcon } from './message-marks'
import css from './messages.module.css'
import { PHONE, REFRESH_MS } from './sent-list'

interface Props {
  channelId: string
  onPerson: (contactId: string) => void
  onTarget: (target: Target) => void
}

export function ReceivedList({ channelId, onPerson, onTarget }: Props) {
  const query = useInfiniteQuery({ ...browseReceived(channelId), refetchInterval: REFRESH_MS })
  const inHand = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const label = t`Mensagens recebidas`
  if (query.isPending) return <TableSkeleton rows={6} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return (
      <EmptyState
        icon={IconInbox}
        title={t`Nada recebido ainda`}
        text={t`Quando um cliente escrever, a mensagem aparece aqui. Para testar, escreva do seu celular a este número.`}
      />
    )
  const actions = (row: InboundMessage) => <Actions channelId={channelId} message={row} onTarget={onTarget} />
  return (
    <>
      {inHand ? (
        <ul className={css.cards} aria-label={label}>
          {rows.map((row) => (
            <li key={row.id} className={css.card}>
              <div className={css.cardLine}>
                <Who row={row} onPerson={onPerson} />
                <span className={css.dim}>
                  <Moment at={row.at} />
                </span>
              </div>
              <What row={row} channelId={channelId} />
              {actions(row)}
            </li>
          ))}
        </ul>
      ) : (
        <DataTable
          label={label}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: 'who', header: t`De`, width: 200, cell: (row) => <Who row={row} onPerson={onPerson} /> },
            { key: 'what', header: t`Mensagem`, cell: (row) => <What row={row} channelId={channelId} /> },
            { key: 'at', header: t`Quando`, width: 110, cell: (row) => <Moment at={row.at} /> },
            {
              key: 'actions',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              cell: actions,
            },
          ]}
        />
      )}
      <MoreButton query={query} />
    </>
  )
}

function Who({ row, onPerson }: { row: InboundMessage; onPerson: Props['onPerson'] }) {
  const maySee = useCan('people.contacts.read')
  const { contactId } = row
  const name = row.name ?? t`Sem nome`
  return (
    <div>
      {contactId && maySee ? (
        <RowButton onClick={() => onPerson(contactId)}>{name}</RowButton>
      ) : (
        <span className={css.who}>{name}</span>
      )}
      <div className={css.dim}>
        <span className={css.number}>{row.from}</span>
      </div>
    </div>
  )
}

function What({ row, channelId }: { row: InboundMessage; channelId: string }) {
  const text = row.kind === 'reaction' && row.removed ? t`Tirou a reação` : row.text
  return (
    <span className={css.what}>
      <KindIcon kind={row.kind} />
      <span>
        <span className={css.text}>{text ?? kindName(row.kind)}</span>
        {row.media ? (
          <MessageFile file={getReceivedFile(channelId, row.id)} media={row.media} />
        ) : (
          row.hasFile && <span className={css.dim}>{t`Com arquivo`}</span>
        )}
      </span>
    </span>
  )
}

function Actions({
  channelId,
  message,
  onTarget,
}: {
  channelId: string
  message: InboundMessage
  onTarget: Props['onTarget']
}) {
  const read = useMarkRead(channelId)
  const may = useCan('channels.messages.send')
  // What WhatsApp itself tells has nobody to answer to.
  if (!may || message.kind === 'system') return null
  return (
    <div className={css.actions}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArrowBackUp size={15} />}
        onClick={() => onTarget(targetOfReceived(message, 'reply'))}
      >
        {t`Responder`}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconMoodSmile size={15} />}
        onClick={() => onTarget(targetOfReceived(message, 'reaction'))}
      >
        {t`Reagir`}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconMailOpened size={15} />}
        loading={read.isPending}
        onClick={() =>
          void read
            .mutateAsync(message.id)
            .then(() => notifyDone(t`O cliente vê que a mensagem foi lida.`), notifyError)
        }
      >
        {t`Marcar como lida`}
      </Button>
    </div>
  )
}
