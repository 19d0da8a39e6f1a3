import { t } from '@lingui/core/macro'
import { SegmentedControl, TextInput } from '@mantine/core'
import { MoneyText } from '@/components/ui'
import { brl } from '@/lib/money'
import { parseDiscount, summandOf, type DraftChange, type DraftValues } from '../draft'
import { amountOf, totalsOf, type Discount } from '../totals'
import { TotalsList } from './totals-list'
import css from './proposals.module.css'

interface Props {
  values: DraftValues
  dispatch: (change: DraftChange) => void
}

/** The sum as it is being written; what the server answers is the same. */
export function TotalsPanel({ values, dispatch }: Props) {
  const discount = parseDiscount(values)
  const totals = totalsOf(values.lines.map(summandOf), {
    kind: values.discountKind,
    value: discount ?? '0',
  })
  const money = (centavos: bigint) => brl(amountOf(centavos))
  return (
    <section className={css.totalsPanel} aria-label={t`Totais`}>
      <div className={css.discount}>
        <TextInput
          size="xs"
          label={t`Desconto no total`}
          inputMode="decimal"
          autoComplete="off"
          placeholder="0"
          value={values.discount}
          error={discount === null ? t`Este desconto não serve.` : null}
          onChange={(event) => dispatch({ do: 'set', values: { discount: event.currentTarget.value } })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t`Desconto em`}
          value={values.discountKind}
          data={[
            { value: 'percent', label: '%' },
            { value: 'amount', label: 'R$' },
          ]}
          onChange={(value) => dispatch({ do: 'set', values: { discountKind: value as Discount['kind'] } })}
        />
      </div>
      <TotalsList
        subtotal={money(totals.subtotal)}
        discount={totals.discount > 0n ? money(totals.discount) : null}
        tax={totals.tax > 0n ? money(totals.tax) : null}
        total={<MoneyText money={money(totals.total)} />}
      />
    </section>
  )
}
