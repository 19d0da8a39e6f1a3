import { t } from '@lingui/core/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { type Column, DataTable } from '@/components/ui'
import { change } from '../words'
import css from './dashboard.module.css'

interface PanelProps<T> {
  title: string
  /** What it says, in a sentence. */
  text: string
  rows: T[]
  rowKey: (row: T) => string
  /** What the rows of the table are. */
  first: Column<T>
  /** Beside it, on the right; some are left out in a hand. */
  figures: [key: string, header: string, cell: (row: T) => string, phone?: 'hide'][]
  wide?: boolean
  children: ReactNode
}

/** A chart that is also a table: the same figures, whoever reads them however. */
export function Panel<T>({ title, text, rows, rowKey, first, figures, wide, children }: PanelProps<T>) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const columns = [
    first,
    ...figures.map(([key, header, cell, phone]): Column<T> => ({
      key,
      header,
      align: 'right',
      cell: (row) => <span className="tabular">{cell(row)}</span>,
      ...(phone ? { phone } : {}),
    })),
  ]
  const label = asTable ? t`Ver em gráfico` : t`Ver em tabela`
  return (
    <section className={css.panel} aria-labelledby={id} data-wide={wide || undefined}>
      <div className={css.panelHead}>
        <div>
          <h2 id={id} className={css.panelTitle}>
            {title}
          </h2>
          <p className={css.panelText}>{text}</p>
        </div>
        <Tooltip label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`${label}: ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartBar size={18} aria-hidden /> : <IconTable size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
      {asTable ? <DataTable label={title} rows={rows} rowKey={rowKey} columns={columns} /> : children}
    </section>
  )
}

export interface Bar {
  key: string
  label: string
  value: number
  /** Of which so much, darker. */
  part?: number
  /** What stands at its end. */
  words: ReactNode
  now?: number | null
  before?: number | null | undefined
  to?: LinkProps
}

/** Lines of a length: each is a sentence as well, and leads to the records it counts. */
export function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ul className={css.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <Line to={bar.to}>
            <span className={css.barLabel}>{bar.label}</span>
            <span className={css.barEnd}>
              <span className="tabular">{bar.words}</span>
              <Change now={bar.now ?? null} before={bar.before} />
            </span>
            <span className={css.track} aria-hidden>
              <span
                className={css.bar}
                data-whole={bar.part === undefined || undefined}
                style={{ width: `${(bar.value / most) * 100}%` }}
              />
              {bar.part !== undefined && (
                <span className={css.part} style={{ width: `${(bar.part / most) * 100}%` }} />
              )}
            </span>
          </Line>
        </li>
      ))}
    </ul>
  )
}

function Line({ to, children }: { to: LinkProps | undefined; children: ReactNode }) {
  return to ? (
    <Link {...to} className={css.line}>
      {children}
    </Link>
  ) : (
    <span className={css.line}>{children}</span>
  )
}

/** More or less than before, in words for whoever does not see the arrow; `lowIsGood` for what should be little. */
export function Change(props: {
  now: number | null
  before: number | null | undefined
  lowIsGood?: boolean
}) {
  const changed = change(props.now, props.before)
  if (!changed) return null
  if (changed.same)
    return (
      <span className={css.change} data-same>
        {t`igual`}
      </span>
    )
  return (
    <span className={css.change} data-good={changed.up !== Boolean(props.lowIsGood)}>
      <span aria-hidden>{changed.up ? '▲' : '▼'} </span>
      <span className="visually-hidden">{changed.up ? t`subiu` : t`caiu`} </span>
      {changed.words}
    </span>
  )
}
