import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { PlainButton, PlainError, PlainSkeleton } from '@/components/plain'
import { Outcome, PixBeingMade, PixCode } from '@/components/plain/pix'
import { isApiError } from '@/lib/api/problem'
import type { PublicPayment } from '@/lib/api/types'
import { formatMoney } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { clockSkew, formatClock, secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { getPublicPayment } from '../api/get-public-payment'
import { useOpenLink } from '../api/open-link'
import css from './pay.module.css'

const FINAL = new Set<PublicPayment['status']>(['paid', 'removed', 'failed'])

interface Props {
  token: string
  /** A payment link has made a charge: its page is at this token. */
  onOpened: (payToken: string) => void
}

export function PaymentPage({ token, onOpened }: Props) {
  const query = useQuery({
    ...getPublicPayment(token),
    // An expired charge may still turn out paid: the bank tells late. It is asked more calmly then.
    refetchInterval: ({ state }) => {
      const status = state.data?.payment.status
      if (status && FINAL.has(status)) return false
      if (isApiError(state.error) && state.error.status === 404) return false
      return status === 'expired' ? 15_000 : 2_000
    },
    refetchIntervalInBackground: false,
  })

  return (
    <main className={css.page}>
      <div className={css.sheet} aria-busy={query.isPending}>
        {query.isPending ? (
          <>
            <PlainSkeleton width="50%" height={22} />
            <PlainSkeleton width="70%" height={48} />
            <PlainSkeleton height={280} />
            <PlainSkeleton height={44} />
          </>
        ) : query.data ? (
          <Payment
            payment={query.data.payment}
            token={token}
            onOpened={onOpened}
            skewMs={clockSkew(query.data.payment.serverTime, query.data.receivedAt)}
          />
        ) : (
          <>
            <h1 className={css.company}>{t`Pagamento`}</h1>
            <PlainError error={query.error} onRetry={() => void query.refetch()} />
          </>
        )}
      </div>
      <p className={css.foot}>{t`Pagamento por Pix · CleanApp`}</p>
    </main>
  )
}

function Payment({ payment, token, skewMs, onOpened }: Props & { payment: PublicPayment; skewMs: number }) {
  const now = useNow(1_000) + skewMs
  const left = payment.expiresAt ? secondsLeft(payment.expiresAt, now) : null
  const over = payment.status === 'expired' || (payment.status === 'active' && left === 0)

  return (
    <>
      <header className={css.head}>
        <p className={css.company}>{payment.companyName}</p>
        <p className={css.what}>{payment.description}</p>
        <h1 className={css.amount}>{formatMoney(payment.amount)}</h1>
      </header>
      <div role="status">
        {payment.status === 'paid' && (
          <Outcome title={t`Pago`}>
            {payment.paidAt
              ? t`Recebido às ${formatClock(payment.paidAt)}. Pode fechar esta página.`
              : t`Pode fechar esta página.`}
          </Outcome>
        )}
        {(over || payment.status === 'removed' || payment.status === 'failed') && (
          <Outcome over title={over ? t`Este Pix venceu` : t`Este Pix não vale mais`}>
            {over && payment.linkToken
              ? t`Não pague este código. Gere outro; se você já pagou, aguarde: esta página avisa.`
              : over
                ? t`Não pague este código. Peça outro a quem o enviou; se você já pagou, aguarde: esta página avisa.`
                : t`Peça outro código a quem o enviou.`}
          </Outcome>
        )}
      </div>
      {payment.refunded && <p className={css.dim}>{t`Devolvido: ${formatMoney(payment.refunded)}.`}</p>}
      {payment.linkToken && (payment.linkToken === token || over) && (
        <OpenLink token={payment.linkToken} onOpened={onOpened} />
      )}
      {payment.status === 'creating' && <PixBeingMade />}
      {payment.status === 'active' && !over && payment.pixCopiaECola && (
        <PixCode code={payment.pixCopiaECola} left={left} />
      )}
    </>
  )
}

/** The code is made when somebody wants to pay: it lives for an hour, the link for days. */
function OpenLink({ token, onOpened }: Props) {
  const open = useOpenLink()
  return (
    <>
      {open.isError && <PlainError error={open.error} />}
      <PlainButton
        onClick={() => {
          if (!open.isPending)
            void open.mutateAsync({ token }).then(({ payToken }) => onOpened(payToken), shownInPlace)
        }}
      >
        {open.isPending ? t`Gerando o Pix…` : t`Pagar com Pix`}
      </PlainButton>
    </>
  )
}
