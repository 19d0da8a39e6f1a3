import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { PersonAliases, PersonTwins } from '@/features/people/contacts/components/person-records'
import { PersonFields } from '@/features/people/fields/components/person-fields'
import { Timeline } from '@/features/people/timeline/components/timeline'
import { BesideConsents } from '@/features/privacy/consents/components/beside-consents'
import { PersonLeads } from '@/features/sales/leads/components/person-leads'
import { ProposalLinks } from '@/features/sales/proposals/components/proposal-links'
import { useCan } from '@/lib/auth/session'
import { useShows } from '../../use-shows'
import css from './person-parts.module.css'

interface Props {
  contactId: string
  conversationId: string
  /** The person was anonymised: nothing of theirs is taken in any more. */
  isOver: boolean
}

/** What the rest of the house knows of whom one talks to. Fetched when somebody looks. */
export default function PersonParts({ contactId, conversationId, isOver }: Props) {
  const shows = useShows()
  const seesConsents = useCan('privacy.consents.read')
  const seesLeads = useCan('sales.leads.read')
  const seesProposals = useCan('sales.opportunities.read') && shows('/comercial/propostas')
  return (
    <>
      {seesLeads && (
        <Part title={t`Leads`}>
          <PersonLeads contactId={contactId} />
        </Part>
      )}
      {seesProposals && (
        <Part title={t`Propostas`}>
          <ProposalLinks filter={{ contactId }} named />
        </Part>
      )}
      <Part title={t`Dados de contato`}>
        <PersonAliases contactId={contactId} />
      </Part>
      <PersonTwins contactId={contactId} title={t`Talvez a mesma pessoa`} />
      <Part title={t`Outros dados`}>
        <PersonFields contactId={contactId} readOnly={isOver} />
      </Part>
      {seesConsents && (
        <Part title={t`Consentimentos`}>
          <BesideConsents contactId={contactId} readOnly={isOver} />
        </Part>
      )}
      <Part title={t`Histórico`}>
        <Timeline contactId={contactId} except={conversationId} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part} aria-label={title}>
      <h3 className={css.title}>{title}</h3>
      {children}
    </section>
  )
}
