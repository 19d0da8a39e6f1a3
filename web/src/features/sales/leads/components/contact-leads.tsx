import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { LeadDialog } from './lead-dialog'
import { openLeadOf, PersonLeads } from './person-leads'

interface Props {
  contactId: string
  onOpen: (leadId: string) => void
}

/** On a person's page: what they may come to buy. */
export function ContactLeads({ contactId, onOpen }: Props) {
  const may = useCan('sales.leads.write')
  const query = useInfiniteQuery(openLeadOf(contactId))
  const [opening, setOpening] = useState(0)
  const [opened, setOpened] = useState(false)
  const isNone = query.data?.pages[0]?.items.length === 0
  return (
    <Section
      title={t`Leads`}
      action={
        may &&
        isNone && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setOpening((n) => n + 1)
              setOpened(true)
            }}
          >
            {t`Novo lead`}
          </Button>
        )
      }
    >
      <PersonLeads contactId={contactId} />
      <LeadDialog
        key={opening}
        opened={opened}
        onClose={() => setOpened(false)}
        onOpen={onOpen}
        of={{ id: contactId, name: null }}
      />
    </Section>
  )
}
