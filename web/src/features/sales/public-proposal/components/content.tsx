import { t } from '@lingui/core/macro'
import type { PublicProposal } from '@/lib/api/types'
import { formatMoney, isZero } from '@/lib/money'
import { formatPercent, quantityWords } from '../../proposals/words'
import css from './public-proposal.module.css'

/** What is offered, and under which terms. */
export function Content({ proposal }: { proposal: PublicProposal }) {
  const { note, lines, subtotal, discountTotal, taxTotal, total, terms } = proposal
  const sums = [
    [t`Subtotal`, isZero(discountTotal) && isZero(taxTotal) ? null : formatMoney(subtotal)],
    [t`Desconto`, isZero(discountTotal) ? null : `−${formatMoney(discountTotal)}`],
    [t`Impostos`, isZero(taxTotal) ? null : formatMoney(taxTotal)],
  ] as const
  return (
    <>
      {note && <p className={css.words}>{note}</p>}
      <section aria-label={t`Itens`}>
        <ul className={css.lines}>
          {lines.map((line, at) => (
            <li key={at}>
              <span className={css.name}>{line.name}</span>
              <span className={css.net}>{formatMoney(line.net)}</span>
              <span className={css.detail}>
                {[
                  `${quantityWords(line)} × ${formatMoney(line.unitPrice)}`,
                  line.discountPercent ? t`desconto de ${formatPercent(line.discountPercent)}` : null,
                  line.taxPercent ? t`imposto de ${formatPercent(line.taxPercent)}` : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
        <dl className={css.sums}>
          {sums.map(
            ([label, sum]) =>
              sum && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{sum}</dd>
                </div>
              ),
          )}
          <div className={css.sum}>
            <dt>{t`Total`}</dt>
            <dd>{formatMoney(total)}</dd>
          </div>
        </dl>
      </section>
      {terms && (
        <section>
          <h2 className={css.subtitle}>{t`Condições`}</h2>
          <p className={css.words}>{terms}</p>
        </section>
      )}
    </>
  )
}
