import { t } from '@lingui/core/macro'
import { PlainButton, PlainError } from '@/components/plain'
import { Outcome, PixBeingMade, PixCode } from '@/components/plain/pix'
import { formatMoney } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { clockSkew, formatClock, secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { type Received, useAskForPix } from '../api/public-proposal'
import css from './public-proposal.module.css'

/** After it was accepted: a Pix, made when somebody wants to pay. */
export function Payment({ token, proposal, receivedAt }: Received & { token: string }) {
  const { pix, canPay, total, serverTime } = proposal
  const now = useNow(1_000) + clockSkew(serverTime, receivedAt)
  const ask = useAskForPix(token)
  const left = pix?.expiresAt ? secondsLeft(pix.expiresAt, now) : null
  const isOver = pix?.status === 'expired' || (pix?.status === 'active' && left === 0)
  if (pix?.status === 'paid')
    return (
      <div role="status">
        <Outcome title={t`Pago`}>
          {pix.paidAt ? t`Recebido às ${formatClock(pix.paidAt)}. Pode fechar esta página.` : null}
        </Outcome>
      </div>
    )
  if (pix?.status === 'creating') return <PixBeingMade />
  if (pix?.status === 'active' && !isOver && pix.pixCopiaECola)
    return (
      <section className={css.pay} aria-label={t`Pagamento`}>
        <p className={css.total}>{formatMoney(pix.amount)}</p>
        <PixCode code={pix.pixCopiaECola} left={left} />
      </section>
    )
  if (!canPay) return null
  return (
    <section className={css.pay} aria-label={t`Pagamento`}>
      {isOver && (
        <p className={css.dim}>
          {t`O código Pix venceu: não o pague. Gere outro; se você já pagou, aguarde: esta página avisa.`}
        </p>
      )}
      {ask.isError && <PlainError error={ask.error} />}
      <PlainButton
        onClick={() => {
          if (!ask.isPending) void ask.mutateAsync().catch(shownInPlace)
        }}
      >
        {ask.isPending ? t`Gerando o Pix…` : t`Pagar ${formatMoney(total)} com Pix`}
      </PlainButton>
    </section>
  )
}
