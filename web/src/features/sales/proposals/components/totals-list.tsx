import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { MoneyText } from '@/components/ui'
import type { Money } from '@/lib/api/types'
import css from './proposals.module.css'

interface Props {
  subtotal: Money
  /** Null: there is none. */
  discount: Money | null
  tax: Money | null
  total: ReactNode
}

export function TotalsList({ subtotal, discount, tax, total }: Props) {
  return (
    <dl className={css.totals}>
      {(discount || tax) && (
        <>
          <dt>{t`Subtotal`}</dt>
          <dd>
            <MoneyText money={subtotal} />
          </dd>
        </>
      )}
      {discount && (
        <>
          <dt>{t`Desconto`}</dt>
          <dd>
            −<MoneyText money={discount} />
          </dd>
        </>
      )}
      {tax && (
        <>
          <dt>{t`Impostos`}</dt>
          <dd>
            <MoneyText money={tax} />
          </dd>
        </>
      )}
      <dt className={css.total}>{t`Total`}</dt>
      <dd className={css.total}>{total}</dd>
    </dl>
  )
}
