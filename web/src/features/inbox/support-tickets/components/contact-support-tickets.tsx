import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconClipboardList, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MoreButton } from '@/components/more-button'
import { EmptyState, ErrorState, Section, TableSkeleton } from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { browseTickets } from '../api/browse-tickets'
import { TicketLines } from './person-tickets'
import { TicketDialog } from './ticket-dialog'
import css from './tickets.module.css'

/** On a person's page: what they asked for. */
export function ContactSupportTickets({ contactId }: { contactId: string }) {
  const may = useCan('inbox.conversations.write')
  const query = useInfiniteQuery(browseTickets({ contactId }))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  return (
    <Section
      title={t`Chamados`}
      action={
        may && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setOpening((n) => n + 1)
              setOpened(true)
            }}
          >
            {t`Abrir chamado`}
          </Button>
        )
      }
    >
      {query.isPending ? (
        <TableSkeleton rows={2} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconClipboardList} title={t`Nenhum chamado desta pessoa`} />
      ) : (
        <div className={css.ofContact}>
          <TicketLines tickets={rows} />
        </div>
      )}
      <MoreButton query={query} />
      <TicketDialog key={opening} opened={opened} onClose={() => setOpened(false)} from={{ contactId }} />
    </Section>
  )
}
