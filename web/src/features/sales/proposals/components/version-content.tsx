import { t } from '@lingui/core/macro'
import { DataTable, MoneyText } from '@/components/ui'
import type { ProposalLine, ProposalVersion } from '@/lib/api/types'
import { isZero } from '@/lib/money'
import { formatDate } from '@/lib/time'
import { formatPercent, quantityWords } from '../words'
import css from './proposals.module.css'
import { TotalsList } from './totals-list'

/** What a version says, once nobody writes in it any more. */
export function VersionContent({ version }: { version: ProposalVersion }) {
  const { lines, subtotal, discountTotal, taxTotal, total, note, terms, validUntil } = version
  return (
    <>
      {lines.length > 0 && (
        <DataTable
          label={t`Itens da proposta`}
          rows={lines.map((line, at) => ({ ...line, at }))}
          rowKey={({ at }) => `${at}`}
          columns={[
            { key: 'name', header: t`Item`, cell: (line) => <Item line={line} /> },
            {
              key: 'price',
              header: t`Preço`,
              align: 'right',
              phone: 'hide',
              cell: (line) => <MoneyText money={line.unitPrice} />,
            },
            { key: 'net', header: t`Total`, align: 'right', cell: (line) => <MoneyText money={line.net} /> },
          ]}
        />
      )}
      <section className={css.totalsPanel} aria-label={t`Totais`}>
        <TotalsList
          subtotal={subtotal}
          discount={isZero(discountTotal) ? null : discountTotal}
          tax={isZero(taxTotal) ? null : taxTotal}
          total={<MoneyText money={total} />}
        />
      </section>
      {(validUntil || note || terms) && (
        <dl className={css.said}>
          {validUntil && (
            <>
              <dt>{t`Vale até`}</dt>
              <dd>{formatDate(validUntil)}</dd>
            </>
          )}
          {note && (
            <>
              <dt>{t`Recado ao cliente`}</dt>
              <dd>{note}</dd>
            </>
          )}
          {terms && (
            <>
              <dt>{t`Condições`}</dt>
              <dd>{terms}</dd>
            </>
          )}
        </dl>
      )}
    </>
  )
}

function Item({ line }: { line: ProposalLine }) {
  const { name, discountPercent, taxPercent } = line
  return (
    <>
      {name}
      <span className={css.sub}>
        {[
          quantityWords(line),
          discountPercent ? t`desconto de ${formatPercent(discountPercent)}` : null,
          taxPercent ? t`imposto de ${formatPercent(taxPercent)}` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}
