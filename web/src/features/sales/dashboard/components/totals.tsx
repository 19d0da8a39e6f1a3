import { t } from '@lingui/core/macro'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { Dashboard } from '@/lib/api/types'
import { leadsLink, type Narrowed, opportunitiesLink, proposalsLink } from '../links'
import type { Days } from '../period'
import { amountOf, count, type Figures, lasting, moneyWords, share, shareWords } from '../words'
import css from './dashboard.module.css'
import { Change } from './panel'

interface Props {
  data: Dashboard
  days: Days
  narrowed: Narrowed
}

interface Total {
  label: string
  of: (figures: Figures) => number | null
  words: (figures: Figures) => string
  lowIsGood?: boolean
  to?: LinkProps
}

const winRate = ({ won, lost }: Figures) => share(won, won + lost)

/** What matters most, each beside what it was before. */
export function Totals({ data: { total, before }, days, narrowed }: Props) {
  const totals: Total[] = [
    {
      label: t`Leads novos`,
      of: ({ leads }) => leads,
      words: ({ leads }) => count(leads),
      to: leadsLink(days, narrowed),
    },
    {
      label: t`Leads convertidos`,
      of: ({ converted, leads }) => share(converted, leads),
      words: ({ converted, leads }) => shareWords(share(converted, leads)),
      to: leadsLink(days, narrowed, 'converted'),
    },
    {
      label: t`Oportunidades abertas`,
      of: ({ opened }) => opened,
      words: ({ opened }) => count(opened),
      to: opportunitiesLink(days, narrowed),
    },
    {
      label: t`Propostas em aberto`,
      of: ({ proposalsOpen }) => proposalsOpen,
      words: ({ proposalsOpen }) => count(proposalsOpen),
      to: proposalsLink(days, narrowed, 'enviadas'),
    },
    {
      label: t`Propostas aceitas`,
      of: ({ proposalsAccepted }) => proposalsAccepted,
      words: ({ proposalsAccepted }) => count(proposalsAccepted),
      to: proposalsLink(days, narrowed, 'aceitas'),
    },
    {
      label: t`Valor aceito`,
      of: ({ proposalsAcceptedValue }) => amountOf(proposalsAcceptedValue),
      words: ({ proposalsAcceptedValue }) => moneyWords(proposalsAcceptedValue),
      to: proposalsLink(days, narrowed, 'aceitas'),
    },
    {
      label: t`Vendas`,
      of: ({ won }) => won,
      words: ({ won }) => count(won),
      to: opportunitiesLink(days, narrowed, { status: 'won', closed: true }),
    },
    {
      label: t`Valor vendido`,
      of: ({ wonValue }) => amountOf(wonValue),
      words: ({ wonValue }) => moneyWords(wonValue),
      to: opportunitiesLink(days, narrowed, { status: 'won', closed: true }),
    },
    {
      label: t`Taxa de ganho`,
      of: winRate,
      words: (figures) => shareWords(winRate(figures)),
      to: opportunitiesLink(days, narrowed, { status: 'lost', closed: true }),
    },
    {
      label: t`Tempo até ganhar`,
      of: ({ cycleSeconds }) => cycleSeconds,
      words: ({ cycleSeconds }) => lasting(cycleSeconds),
      lowIsGood: true,
      to: opportunitiesLink(days, narrowed, { status: 'won', closed: true }),
    },
  ]
  return (
    <ul className={css.totals} aria-label={t`Totais`}>
      {totals.map(({ label, of, words, lowIsGood, to }) => (
        <li key={label}>
          <Link {...to} className={css.total}>
            <span className={css.totalLabel}>{label}</span>
            <span className={css.totalNumber}>{words(total)}</span>
            {before && (
              <span className={css.totalBefore}>
                <Change now={of(total)} before={of(before)} {...(lowIsGood ? { lowIsGood } : {})} />
                <span>{t`antes ${words(before)}`}</span>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
