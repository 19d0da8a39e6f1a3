import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Dashboard } from '@/lib/api/types'
import { opportunitiesLink, type Narrowed } from '../links'
import { amountOf, count, daysWords, moneyWords, shortMoney } from '../words'
import css from './dashboard.module.css'

type Point = Dashboard['won'][number]

const dayAndMonth = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: 'short', timeZone: 'UTC' })
const monthAndYear = new Intl.DateTimeFormat('pt-BR', { month: 'short', year: '2-digit', timeZone: 'UTC' })

const sentence = (point: Point) =>
  t`${daysWords(point)}: ${moneyWords(point.value)}, vendas: ${count(point.won)}`

interface Props {
  points: Point[]
  before: Point[]
  narrowed: Narrowed
}

/** What was won, in the order of time. One column is reached by Tab, the others by the arrow keys. */
export function WonColumns({ points, before, narrowed }: Props) {
  const [active, setActive] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const most = Math.max(1, ...[...points, ...before].map(({ value }) => amountOf(value)))
  const byDay = points.every(({ from, to }) => from === to)
  const reached = active ?? points.length - 1
  const shown = active === null ? undefined : points[active]
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -points.length, End: points.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(points.length - 1, Math.max(0, reached + step))
    list.current?.children[next]?.querySelector('a')?.focus()
  }
  const name = ({ from }: Point) => (byDay ? dayAndMonth : monthAndYear).format(new Date(`${from}T12:00:00Z`))
  return (
    <div onMouseLeave={() => setActive(null)}>
      <p className={css.said} aria-hidden>
        {shown ? sentence(shown) : t`Máximo: ${shortMoney({ value: `${most}`, currency: 'BRL' })}`}
      </p>
      <ol ref={list} className={css.columns} aria-label={t`Valor vendido no tempo`}>
        {points.map((point, index) => (
          <li key={point.from} className={css.column}>
            <Link
              {...opportunitiesLink(point, narrowed, { status: 'won', closed: true })}
              className={css.columnLink}
              tabIndex={index === reached ? 0 : -1}
              aria-label={sentence(point)}
              onKeyDown={onKey}
              onFocus={() => setActive(index)}
              onMouseEnter={() => setActive(index)}
            >
              {before[index] && (
                <span
                  className={css.columnBefore}
                  style={{ height: `${(amountOf(before[index].value) / most) * 100}%` }}
                />
              )}
              <span
                className={css.columnNow}
                style={{ height: `${(amountOf(point.value) / most) * 100}%` }}
              />
            </Link>
          </li>
        ))}
      </ol>
      <p className={css.axis} aria-hidden>
        <span>{name(points[0]!)}</span>
        {points.length > 2 && <span>{name(points[Math.floor(points.length / 2)]!)}</span>}
        {points.length > 1 && <span>{name(points.at(-1)!)}</span>}
      </p>
    </div>
  )
}
