import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { ContactTickets } from '@/features/counter/queue-tickets/components/contact-tickets'
import { ContactSupportTickets } from '@/features/inbox/support-tickets/components/contact-support-tickets'
import { ContactPage } from '@/features/people/contacts/components/contact-page'
import { ContactConsents } from '@/features/privacy/consents/components/contact-consents'
import { useCan } from '@/lib/auth/session'
import { ContactPrivacy } from '@/features/privacy/subjects/components/contact-privacy'
import { useTitle } from '@/lib/use-title'

export function ContactRoute() {
  const { id } = useParams({ from: '/app/pessoas/$id' })
  useTitle(t`Pessoa`)
  const seesTickets = useCan('counter.tickets.read')
  const seesConversations = useCan('inbox.conversations.read')
  const seesConsents = useCan('privacy.consents.read')
  return (
    <ContactPage key={id} id={id}>
      {seesTickets && <ContactTickets contactId={id} />}
      {seesConversations && <ContactSupportTickets contactId={id} />}
      {seesConsents && <ContactConsents contactId={id} />}
      <ContactPrivacy id={id} />
    </ContactPage>
  )
}
