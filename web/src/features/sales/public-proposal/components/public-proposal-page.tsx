import '@/lib/api/error-catalogue-proposal'
import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { PageTitle, PlainError, PlainSkeleton, PublicPage } from '@/components/plain'
import { isApiError } from '@/lib/api/problem'
import type { PublicProposal } from '@/lib/api/types'
import { storage } from '@/lib/storage'
import { formatDate } from '@/lib/time'
import { useSource } from '@/lib/use-source'
import { isLive } from '../../proposals/words'
import {
  getPublicLogo,
  getPublicProposal,
  pdfAddress,
  recordView,
  type Received,
} from '../api/public-proposal'
import { Answer } from './answer'
import { Content } from './content'
import { Payment } from './payment'
import css from './public-proposal.module.css'
import { Standing } from './standing'

/** How soon it may have changed. */
function pollMs({ status, pix, canPay }: PublicProposal): number | false {
  if (pix?.status === 'creating' || pix?.status === 'active') return 2_000
  // An expired one may still turn out paid: the bank tells late.
  if (pix?.status === 'expired') return 15_000
  return isLive(status) || canPay ? 30_000 : false
}

/** What the customer was offered: to be read, accepted or refused, and paid. */
export function PublicProposalPage({ token }: { token: string }) {
  const query = useQuery({
    ...getPublicProposal(token),
    refetchInterval: ({ state }) => {
      if (isApiError(state.error) && state.error.status === 404) return false
      return state.data ? pollMs(state.data.proposal) : 10_000
    },
    refetchIntervalInBackground: false,
  })
  useView(token, query.isSuccess)
  if (query.isPending)
    return (
      <PublicPage>
        <PlainSkeleton width="50%" height={22} />
        <PlainSkeleton width="70%" height={40} />
        <PlainSkeleton height={260} />
        <PlainSkeleton height={44} />
      </PublicPage>
    )
  if (!query.data)
    return (
      <PublicPage>
        <PageTitle title={t`Proposta`} />
        <PlainError error={query.error} onRetry={() => void query.refetch()} />
      </PublicPage>
    )
  return <Page token={token} {...query.data} />
}

function Page({ token, proposal, receivedAt }: Received & { token: string }) {
  const { companyName, customerName, number, version, status, issuedOn, letterhead } = proposal
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <header className={css.head}>
          <p className={css.company}>
            {proposal.hasLogo ? <Logo token={token} companyName={companyName} /> : companyName}
          </p>
          <h1 className={css.title}>{t`Proposta nº ${number}`}</h1>
          <p className={css.dim}>
            {[
              customerName && t`Para ${customerName}`,
              formatDate(issuedOn),
              version > 1 && t`versão ${version}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </header>
        <Standing proposal={proposal} />
        <Payment token={token} proposal={proposal} receivedAt={receivedAt} />
        <Content proposal={proposal} />
        <p>
          <a href={pdfAddress(token)} target="_blank" rel="noopener">
            {t`Abrir em PDF`}
          </a>
        </p>
        {letterhead && <p className={css.letterhead}>{letterhead}</p>}
        <p className={css.foot}>{t`Proposta de ${companyName} · CleanApp`}</p>
      </div>
      {isLive(status) && <Answer token={token} proposal={proposal} />}
    </main>
  )
}

/** The name, until it is there. */
function Logo({ token, companyName }: { token: string; companyName: string }) {
  const logo = useQuery(getPublicLogo(token))
  const source = useSource(logo.data)
  if (!logo.data) return companyName
  return (
    <span className={css.logo}>
      <img ref={source} alt={companyName} />
    </span>
  )
}

const seen = new Set<string>()

/** Once for whoever opens it. Who works here is not the customer: neither by the link that says so, nor where somebody is signed in. */
function useView(token: string, isShown: boolean) {
  useEffect(() => {
    if (!isShown || seen.has(token)) return
    seen.add(token)
    if (location.hash === '#previa' || storage.get('has-session')) return
    // Nobody who reads is told that it could not be written down.
    recordView(token).catch(() => undefined)
  }, [token, isShown])
}
