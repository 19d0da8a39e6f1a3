import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import record from '@/components/record/record.module.css'
import { MoneyText } from '@/components/ui'
import type { Proposal, ProposalVersion } from '@/lib/api/types'
import { customerWords } from '../../opportunities/words'
import { numberWords } from '../words'
import { ProposalStatusBadge } from './badges'
import css from './proposals.module.css'

interface Props {
  proposal: Proposal
  /** An earlier one that is looked at. */
  version?: ProposalVersion | undefined
  actions?: ReactNode
  children?: ReactNode
}

/** Which it is, for whom, how it stands, and what can be done. */
export function Header({ proposal, version = proposal.current, actions, children }: Props) {
  const { opportunity, number } = proposal
  const customer = customerWords(proposal)
  return (
    <header className={record.head}>
      <div className={record.headWords}>
        <h1
          className={record.title}
        >{t`Proposta nº ${numberWords({ number, version: version.version })}`}</h1>
        <p className={css.about}>
          <ProposalStatusBadge
            status={version.status}
            paidAt={version.status === 'accepted' ? proposal.paidAt : null}
          />
          <strong>
            <MoneyText money={version.total} />
          </strong>
          <Link to="/comercial/oportunidades/$id" params={{ id: opportunity.id }}>
            {opportunity.title ?? t`Oportunidade apagada`}
          </Link>
          {customer && <span className={record.dim}>{customer}</span>}
          {children}
        </p>
      </div>
      {actions && <div className={record.actions}>{actions}</div>}
    </header>
  )
}
