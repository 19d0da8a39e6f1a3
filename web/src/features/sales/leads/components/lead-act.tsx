import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconUserStar } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { notifyDone, notifyError } from '@/lib/notify'
import { useOpenLeadFromConversation } from '../api/open-lead-from-conversation'
import { statusWords } from '../words'
import { openLeadOf } from './person-leads'

interface Props {
  conversationId: string
  contactId: string
  onOpen: (leadId: string) => void
}

/** In a conversation: makes a lead of whom one talks to, or leads to the one there is. */
export function LeadAct({ conversationId, contactId, onOpen }: Props) {
  const may = useCan('sales.leads.write')
  const query = useInfiniteQuery(openLeadOf(contactId))
  const become = useOpenLeadFromConversation(conversationId)
  const lead = query.data?.pages[0]?.items[0]
  const act = () => {
    if (lead) return onOpen(lead.id)
    if (!become.isPending)
      become.mutateAsync().then(
        ({ lead: { id }, isNew }) =>
          notifyDone(isNew ? t`Agora é um lead seu.` : t`Esta pessoa já tem um lead aberto.`, {
            label: t`Abrir o lead`,
            run: () => onOpen(id),
          }),
        notifyError,
      )
  }
  const isKnown = query.isSuccess && (may || lead !== undefined)
  useHotkeys({ l: isKnown ? act : undefined })
  if (!isKnown) return null
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconUserStar size={15} />}
      loading={become.isPending}
      onClick={act}
    >
      {lead ? t`Lead: ${statusWords(lead.status).label}` : t`Virar lead`}
    </Button>
  )
}
