import { t } from '@lingui/core/macro'
import { Button, Menu } from '@mantine/core'
import { IconLink, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import record from '@/components/record/record.module.css'
import { ErrorState } from '@/components/ui'
import type { SupportTicket } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { browseTickets } from '../api/browse-tickets'
import { useLinkConversation } from '../api/link-conversation'
import { isLive, titleWords } from '../words'
import { DueText, TicketStatusBadge } from './badges'
import css from './tickets.module.css'

const TicketDialog = lazy(() => import('./ticket-dialog').then((file) => ({ default: file.TicketDialog })))

interface Props {
  conversationId: string
  /** Null when nobody can tell who it is. */
  contactId: string | null
  /** False once the person was anonymised. */
  canBeOpened: boolean
}

/** Beside a conversation: the tickets it is about, and the customer's others. */
export function ConversationTickets({ conversationId, contactId, canBeOpened }: Props) {
  const may = useCan('inbox.conversations.write') && canBeOpened
  const linked = useInfiniteQuery(browseTickets({ conversationId }))
  const all = useInfiniteQuery({
    ...browseTickets({ contactId: contactId ?? '' }),
    enabled: contactId !== null,
  })
  const link = useLinkConversation()
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const rows = linked.data?.pages.flatMap((page) => page.items) ?? []
  const others =
    all.data?.pages
      .flatMap((page) => page.items)
      .filter((ticket) => isLive(ticket) && !rows.some(({ id }) => id === ticket.id)) ?? []
  return (
    <>
      {linked.isError && rows.length === 0 && (
        <ErrorState error={linked.error} onRetry={() => void linked.refetch()} />
      )}
      <TicketLines tickets={rows} />
      {linked.isSuccess && rows.length === 0 && <p className={record.dim}>{t`Nenhum desta conversa.`}</p>}
      {linked.hasNextPage && (
        <Button variant="subtle" size="xs" onClick={() => void linked.fetchNextPage()}>
          {t`Ver mais`}
        </Button>
      )}
      {may && (
        <div className={css.besideActions}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              setOpening((n) => n + 1)
              setOpened(true)
            }}
          >
            {t`Abrir chamado`}
          </Button>
          {others.length > 0 && (
            <Menu position="bottom-start" width={280}>
              <Menu.Target>
                <Button size="xs" variant="default" leftSection={<IconLink size={14} />}>
                  {t`Ligar a um aberto`}
                </Button>
              </Menu.Target>
              <Menu.Dropdown className={css.menuList}>
                {others.map((ticket) => (
                  <Menu.Item
                    key={ticket.id}
                    onClick={() =>
                      void link
                        .mutateAsync({ supportTicketId: ticket.id, conversationId })
                        .then(
                          () => notifyDone(t`Conversa ligada ao chamado nº ${ticket.number}.`),
                          notifyError,
                        )
                    }
                  >
                    {t`nº ${ticket.number}`} {titleWords(ticket)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
      )}
      {opening > 0 && (
        <Suspense fallback={null}>
          <TicketDialog
            key={opening}
            opened={opened}
            onClose={() => setOpened(false)}
            from={{ conversationId }}
          />
        </Suspense>
      )}
    </>
  )
}

export function TicketLines({ tickets }: { tickets: SupportTicket[] }) {
  return (
    <ul className={record.lines}>
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <Link to="/chamados/$id" params={{ id: ticket.id }} className={record.lineLink}>
            <span className={record.lineTitle}>
              <span className={record.dim}>{t`nº ${ticket.number}`}</span> {titleWords(ticket)}
            </span>
            <span className={record.lineFoot}>
              <TicketStatusBadge status={ticket.status} />
              <DueText ticket={ticket} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
