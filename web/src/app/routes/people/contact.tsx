import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ContactTickets } from '@/features/counter/queue-tickets/components/contact-tickets'
import { ContactSupportTickets } from '@/features/inbox/support-tickets/components/contact-support-tickets'
import { ContactPage } from '@/features/people/contacts/components/contact-page'
import { PersonFields } from '@/features/people/fields/components/person-fields'
import { Timeline } from '@/features/people/timeline/components/timeline'
import { ContactConsents } from '@/features/privacy/consents/components/contact-consents'
import { ContactLeads } from '@/features/sales/leads/components/contact-leads'
import { ProposalLinks } from '@/features/sales/proposals/components/proposal-links'
import { useCan } from '@/lib/auth/session'
import { ContactPrivacy } from '@/features/privacy/subjects/components/contact-privacy'
import { Section } from '@/components/ui'
import { useTitle } from '@/lib/use-title'
import { useShows } from '../../use-shows'

export function ContactRoute() {
  const { id } = useParams({ from: '/app/pessoas/$id' })
  const navigate = useNavigate()
  useTitle(t`Pessoa`)
  const shows = useShows()
  const seesTickets = useCan('counter.tickets.read')
  const seesConversations = useCan('inbox.conversations.read')
  const seesLeads = useCan('sales.leads.read')
  const seesProposals = useCan('sales.opportunities.read') && shows('/comercial/propostas')
  const seesConsents = useCan('privacy.consents.read')
  return (
    <ContactPage key={id} id={id}>
      <Section title={t`Outros dados`} text={t`O que a empresa quer saber de cada pessoa.`}>
        <PersonFields contactId={id} />
      </Section>
      {seesTickets && <ContactTickets contactId={id} />}
      {seesConversations && <ContactSupportTickets contactId={id} />}
      {seesLeads && (
        <ContactLeads
          contactId={id}
          onOpen={(leadId) => void navigate({ to: '/comercial/leads/$leadId', params: { leadId } })}
        />
      )}
      {seesProposals && (
        <Section title={t`Propostas`}>
          <ProposalLinks filter={{ contactId: id }} named />
        </Section>
      )}
      {seesConsents && <ContactConsents contactId={id} />}
      <Section title={t`Histórico`} text={t`O que aconteceu com esta pessoa, em toda a casa.`}>
        <Timeline contactId={id} />
      </Section>
      <ContactPrivacy id={id} />
    </ContactPage>
  )
}
