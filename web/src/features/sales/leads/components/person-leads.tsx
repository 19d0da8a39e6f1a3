import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { ErrorState, MoneyText } from '@/components/ui'
import { browseLeads } from '../api/browse-leads'
import { LeadStatusBadge, StepTime } from './badges'

/** The lead of theirs that is open, as far as it may be seen. */
export const openLeadOf = (contactId: string) => browseLeads({ contactId, open: true })

/** Beside a conversation, and on a person's page: what they may come to buy. */
export function PersonLeads({ contactId }: { contactId: string }) {
  const query = useInfiniteQuery(openLeadOf(contactId))
  const leads = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isError && leads.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (leads.length === 0) return query.isSuccess ? <p className={record.dim}>{t`Nenhum aberto.`}</p> : null
  return (
    <ul className={record.lines}>
      {leads.map((lead) => (
        <li key={lead.id}>
          <Link to="/comercial/leads/$leadId" params={{ leadId: lead.id }} className={record.lineLink}>
            <span className={record.lineTitle}>{lead.interest ?? t`Interesse ainda não informado`}</span>
            <span className={record.lineFoot}>
              <LeadStatusBadge status={lead.status} />
              {lead.amount && <MoneyText money={lead.amount} />}
              <StepTime lead={lead} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
