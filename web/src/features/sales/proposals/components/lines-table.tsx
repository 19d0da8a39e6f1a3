import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Kbd } from '@/components/ui'
import { notifyDone } from '@/lib/notify'
import {
  emptyLine,
  isBlank,
  MOST_LINES,
  summandOf,
  type DraftChange,
  type LineField,
  type LineValues,
} from '../draft'
import { amountOf, totalsOf } from '../totals'
import { LineRow } from './line-row'
import css from './proposals.module.css'

interface Props {
  lines: LineValues[]
  dispatch: (change: DraftChange) => void
  tried: boolean
}

/** What a row asks of the table; the same for every row, so that typing in one draws one. */
export interface RowActs {
  write: (key: string, values: Partial<LineValues>) => void
  dispatch: (change: DraftChange) => void
  addBelow: (key: string) => void
  remove: (key: string, focusBefore: boolean) => void
  move: (key: string, by: 1 | -1, field: LineField) => void
  /** To the same field of the row above or below. */
  step: (key: string, by: 1 | -1, field: LineField) => void
}

const NONE = { kind: 'percent', value: '0' } as const

export function LinesTable({ lines, dispatch, tried }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const goal = useRef<{ key: string; field: LineField } | null>(null)
  const now = useRef(lines)
  useEffect(() => {
    now.current = lines
    const to = goal.current
    if (!to) return
    goal.current = null
    focusOn(table.current, to.key, to.field)
  }, [lines])

  const add = useCallback(
    (at: number) => {
      const line = emptyLine()
      goal.current = { key: line.key, field: 'name' }
      dispatch({ do: 'add', at, line })
    },
    [dispatch],
  )
  const acts = useMemo<RowActs>(
    () => ({
      dispatch,
      write: (key, values) => dispatch({ do: 'line', key, values }),
      addBelow: (key) => {
        const at = now.current.findIndex((line) => line.key === key)
        const below = now.current[at + 1]
        // Somebody who presses Enter twice does not want two empty lines.
        if (now.current[at] && isBlank(now.current[at])) return
        if (below && isBlank(below)) focusOn(table.current, below.key, 'name')
        else add(at + 1)
      },
      remove: (key, focusBefore) => {
        const before = now.current
        const at = before.findIndex((line) => line.key === key)
        const line = before[at]
        if (!line) return
        const next = before[at + (focusBefore && at > 0 ? -1 : 1)] ?? before[at - 1]
        if (next) goal.current = { key: next.key, field: 'name' }
        dispatch({ do: 'remove', key })
        if (isBlank(line)) return
        notifyDone(t`${line.name || t`O item`}: tirado.`, {
          label: t`Desfazer`,
          run: () => dispatch({ do: 'add', at, line }),
        })
      },
      move: (key, by, field) => {
        goal.current = { key, field }
        dispatch({ do: 'move', key, by })
      },
      step: (key, by, field) => {
        const at = now.current.findIndex((line) => line.key === key)
        const to = now.current[at + by]
        if (to) focusOn(table.current, to.key, field)
      },
    }),
    [dispatch, add],
  )
  const nets = totalsOf(lines.map(summandOf), NONE).lines
  return (
    <section aria-label={t`Itens`} className={css.linesPart}>
      <table ref={table} className={css.lines} aria-label={t`Itens da proposta`}>
        <thead>
          <tr>
            <th>{t`Item`}</th>
            <th>{t`Qtd.`}</th>
            <th>{t`Un.`}</th>
            <th>{t`Preço`}</th>
            <th>{t`Desc. %`}</th>
            <th>{t`Imp. %`}</th>
            <th>{t`Total`}</th>
            <th>
              <span className="visually-hidden">{t`Ações`}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <LineRow
              key={line.key}
              line={line}
              at={at + 1}
              net={amountOf(nets[at]!.net)}
              tried={tried}
              acts={acts}
            />
          ))}
        </tbody>
      </table>
      <div className={css.linesFoot}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          disabled={lines.length >= MOST_LINES}
          onClick={() => add(lines.length)}
        >
          {t`Adicionar item`}
        </Button>
        <p className={css.keys} aria-hidden>
          <span>
            <Kbd hint>Enter</Kbd> {t`nova linha`}
          </span>
          <span>
            <Kbd hint>Alt</Kbd> <Kbd hint>↑</Kbd> <Kbd hint>↓</Kbd> {t`mover`}
          </span>
          <span>
            <Kbd hint>Ctrl</Kbd> <Kbd hint>Enter</Kbd> {t`enviar`}
          </span>
        </p>
      </div>
    </section>
  )
}

function focusOn(table: HTMLTableElement | null, key: string, field: LineField) {
  const input = table?.querySelector<HTMLInputElement>(`[data-line="${key}"] [data-field="${field}"]`)
  input?.focus()
  if (input instanceof HTMLInputElement) input.select()
}
