import { t } from '@lingui/core/macro'
import { Outcome } from '@/components/plain/pix'
import type { PublicProposal } from '@/lib/api/types'
import { formatMoney } from '@/lib/money'
import { formatDate, formatDay } from '@/lib/time'
import css from './public-proposal.module.css'

/** What can still be done with it, or how it ended. */
export function Standing({ proposal }: { proposal: PublicProposal }) {
  const { status, total, validUntil, acceptedAt, acceptedName } = proposal
  const asked = t`Se ainda tem interesse, fale com quem a enviou.`
  return (
    <div role="status">
      {status === 'accepted' ? (
        <div className={css.accepted}>
          <p className={css.acceptedTitle}>{t`Proposta aceita`}</p>
          {acceptedAt && (
            <p>
              {acceptedName
                ? t`Por ${acceptedName}, em ${formatDay(acceptedAt)}.`
                : t`Em ${formatDay(acceptedAt)}.`}
            </p>
          )}
        </div>
      ) : status === 'refused' ? (
        <Outcome over title={t`Proposta recusada`}>
          {t`A empresa foi avisada. ${asked}`}
        </Outcome>
      ) : status === 'expired' ? (
        <Outcome over title={t`Esta proposta venceu`}>
          {t`Valia até ${formatDate(validUntil)}. ${asked}`}
        </Outcome>
      ) : status === 'superseded' ? (
        <Outcome over title={t`Há uma versão mais nova`}>
          {t`Esta não vale mais. Abra o link que você recebeu por último, ou peça-o a quem a enviou.`}
        </Outcome>
      ) : (
        <div className={css.offer}>
          <p className={css.total}>{formatMoney(total)}</p>
          <p className={css.dim}>{t`Vale até ${formatDate(validUntil)}`}</p>
        </div>
      )}
    </div>
  )
}
