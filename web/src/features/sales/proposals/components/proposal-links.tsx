import { t } from '@lingui/core/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { ErrorState, Moment, MoneyText } from '@/components/ui'
import { browseProposals, type ProposalFilter } from '../api/browse-proposals'
import { numberWords } from '../words'
import { ProposalStatusBadge } from './badges'

interface Props {
  filter: ProposalFilter
  /** Of whom there may be several opportunities. */
  named?: boolean
}

/** In short, wherever a customer or a sale is shown. */
export function ProposalLinks({ filter, named }: Props) {
  const query = useInfiniteQuery(browseProposals(filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0) return query.isSuccess ? <p className={record.dim}>{t`Nenhuma ainda.`}</p> : null
  return (
    <ul className={record.lines}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/comercial/propostas/$id" params={{ id: row.id }} className={record.lineLink}>
            <span className={record.lineTitle}>
              {t`Proposta nº ${numberWords(row)}`}
              {named && row.opportunityTitle && ` · ${row.opportunityTitle}`}
            </span>
            <span className={record.lineFoot}>
              <ProposalStatusBadge {...row} />
              <MoneyText money={row.total} />
              <Moment at={row.updatedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
