import { t } from '@lingui/core/macro'
import { formatCountdown, secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import css from './composer.module.css'

const SOON = 2 * 3600

/** Only when it matters: a clock that always runs is not looked at. */
export function WindowClock({ until }: { until: string }) {
  const now = useNow(1_000)
  const left = secondsLeft(until, now)
  if (left > SOON || left === 0) return null
  return (
    <span className={css.clock} title={t`Depois disso, só um modelo aprovado pode ir.`}>
      {t`Responda em`} <span className="tabular">{formatCountdown(left)}</span>
    </span>
  )
}
