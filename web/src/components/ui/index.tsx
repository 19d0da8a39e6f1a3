import { t } from '@lingui/core/macro'
import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy, type Icon } from '@tabler/icons-react'
import { type ComponentType, Fragment, type ReactNode, useEffect, useState } from 'react'
import { describeError } from '@/lib/api/error-catalogue'
import type { Money } from '@/lib/api/types'
import { copyText } from '@/lib/copy'
import { formatMoney } from '@/lib/money'
import { formatElapsed, formatMoment } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import css from './ui.module.css'

export function PageHeader({
  title,
  text,
  actions,
}: {
  title: string
  text?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className={css.header}>
      <div>
        <h1 className={css.headerTitle}>{title}</h1>
        {text && <p className={css.headerText}>{text}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
  )
}

export function Section(props: { title: string; text?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <div>
          <h2 className={css.sectionTitle}>{props.title}</h2>
          {props.text && <p className={css.sectionText}>{props.text}</p>}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  )
}

/** What somebody should know about the whole screen, above it. */
export function NoticeBar(props: { icon: Icon; text: string; end?: ReactNode }) {
  return (
    <div className={css.notice}>
      <props.icon size={16} aria-hidden />
      <p>{props.text}</p>
      {props.end && <span className={css.noticeEnd}>{props.end}</span>}
    </div>
  )
}

export type Tone = 'accent' | 'danger' | 'warn' | 'info' | 'ok' | 'neutral'

export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={css.badge}
      style={
        {
          '--tone-soft': `var(--c-${tone}-soft)`,
          '--tone-text': `var(--c-${tone}-text)`,
        } as React.CSSProperties
      }
    >
      <span className={css.dot} aria-hidden />
      {children}
    </span>
  )
}

export function MoneyText({ money }: { money: Money }) {
  return <span className="tabular">{formatMoney(money)}</span>
}

/** A moment, with its exact time on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} className="tabular" title={new Date(at).toLocaleString('pt-BR')}>
      {formatMoment(at)}
    </time>
  )
}

/** How long ago, kept current. */
export function TimeAgo({ since }: { since: string }) {
  const now = useNow(15_000)
  return (
    <time dateTime={since} className="tabular" title={new Date(since).toLocaleString('pt-BR')}>
      {formatElapsed(since, now)}
    </time>
  )
}

interface EmptyProps {
  icon: ComponentType<{ size?: number; stroke?: number }>
  title: string
  text?: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon: Icon, title, text, action }: EmptyProps) {
  return (
    <div className={css.empty}>
      <Icon size={28} stroke={1.5} />
      <p className={css.emptyTitle}>{title}</p>
      {text && <p className={css.emptyText}>{text}</p>}
      {action && <div className={css.emptyAction}>{action}</div>}
    </div>
  )
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { message, traceId } = describeError(error)
  return (
    <div className={css.error} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={css.errorBody}>
        <p>{message}</p>
        {traceId && <p className={css.trace}>{t`Código para o suporte: ${traceId}`}</p>}
      </div>
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t`Tentar de novo`}
        </Button>
      )}
    </div>
  )
}

export interface Column<T> {
  key: string
  header: ReactNode
  cell: (row: T) => ReactNode
  align?: 'right'
  /** `below`: on a line of its own under the row, where there is no room beside it. */
  phone?: 'hide' | 'below'
  width?: number | string
}

interface TableProps<T> {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  onOpen?: (row: T) => void
  activeKey?: string
}

/** Rows may be opened by pointer; for the keyboard one cell holds a RowButton. */
export function DataTable<T>({ label, columns, rows, rowKey, onOpen, activeKey }: TableProps<T>) {
  const beside = columns.filter((column) => !column.phone).length
  return (
    <div className={css.tableWrap}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                data-align={column.align}
                data-phone={column.phone}
                style={{ width: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row)
            const below = columns
              .filter((column) => column.phone === 'below')
              .map((column) => ({ key: column.key, content: column.cell(row) }))
              .filter(({ content }) => content)
            return (
              <Fragment key={key}>
                <tr
                  data-clickable={onOpen ? true : undefined}
                  data-active={key === activeKey ? true : undefined}
                  data-goes-on={below.length > 0 || undefined}
                  onClick={onOpen && (() => onOpen(row))}
                >
                  {columns.map((column) => (
                    <td key={column.key} data-align={column.align} data-phone={column.phone}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
                {below.map(({ key: of, content }) => (
                  <tr key={of} className={css.below}>
                    <td colSpan={beside}>{content}</td>
                  </tr>
                ))}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What can be done with a row, at its end; beneath it in a hand. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className={css.rowActions}>{children}</div>
}

export function RowButton({ children, onClick }: { children: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      className={css.rowButton}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {children}
    </button>
  )
}

export function TableSkeleton({ rows = 5 }: { rows?: number }) {
  return (
    <div className={css.tableWrap} aria-busy="true" aria-label={t`Carregando`} role="status">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ display: 'flex', gap: 24, padding: '16px' }}>
          <Skeleton height={14} width="18%" />
          <Skeleton height={14} width="34%" />
          <Skeleton height={14} width="14%" />
        </div>
      ))}
    </div>
  )
}

/** `hint`: an ornament beside a button, left out where there is no keyboard. */
export function Kbd({ children, hint }: { children: ReactNode; hint?: boolean }) {
  return (
    <kbd className={css.kbd} data-hint={hint || undefined} aria-hidden={hint || undefined}>
      {children}
    </kbd>
  )
}

export function CopyButton({ text, label, full }: { text: string; label: string; full?: boolean }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Button
      variant="default"
      fullWidth={full}
      leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={async () => setCopied(await copyText(text))}
    >
      <span aria-live="polite">{copied ? t`Copiado` : label}</span>
    </Button>
  )
}

export function CopyField({ text, label }: { text: string; label?: string }) {
  return (
    <div className={css.copy}>
      <code className={css.copyValue} title={text}>
        {text}
      </code>
      <CopyButton text={text} label={label ?? t`Copiar`} />
    </div>
  )
}
