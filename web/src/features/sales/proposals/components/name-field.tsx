import { t } from '@lingui/core/macro'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent } from 'react'
import { MoneyText } from '@/components/ui'
import type { ProductSummary } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { listProducts } from '../../products/api/products'
import type { LineValues } from '../draft'
import type { RowActs } from './lines-table'
import css from './proposals.module.css'

interface Props {
  line: LineValues
  at: number
  problem: string | undefined
  acts: RowActs
}

const MOST = 8

/** What is sold: a product, found by its name or code, or words of one's own. */
export function NameField({ line, at, problem, acts }: Props) {
  const id = useId()
  const sees = useCan('sales.products.read')
  const [open, setOpen] = useState(false)
  const [asked] = useDebouncedValue(line.name.trim(), 200)
  const looks = sees && open && asked.length >= 2
  const products = useInfiniteQuery({
    ...listProducts({ search: asked, categoryId: undefined, state: 'active' }),
    enabled: looks,
  })
  const found = looks ? (products.data?.pages[0]?.items.slice(0, MOST) ?? []) : []
  const [selected, setSelected] = useState(0)
  const active = Math.min(selected, found.length - 1)
  const isShown = found.length > 0

  const take = (product: ProductSummary) => {
    setOpen(false)
    acts.dispatch({ do: 'product', key: line.key, product })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isShown || event.altKey || event.ctrlKey || event.metaKey) return
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by) setSelected((active + by + found.length) % found.length)
    else if (event.key === 'Enter') take(found[active]!)
    else if (event.key === 'Escape') setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={css.nameField}>
      <input
        className={css.cell}
        data-field="name"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-${active}` : undefined}
        aria-label={t`Item ${at}`}
        aria-invalid={problem ? true : undefined}
        autoComplete="off"
        maxLength={200}
        placeholder={t`Produto, código ou descrição`}
        title={line.name}
        value={line.name}
        onChange={(event) => {
          setOpen(true)
          setSelected(0)
          acts.write(line.key, { name: event.currentTarget.value })
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {line.sku && <span className={css.sku}>{line.sku}</span>}
      {problem && <span className={css.problem}>{problem}</span>}
      {isShown && (
        <ul className={css.products} role="listbox" id={`${id}-list`} aria-label={t`Produtos`}>
          {found.map((product, index) => (
            <li
              key={product.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(product)}
            >
              <span>
                {product.name} <small>{product.sku}</small>
              </span>
              <MoneyText money={product.price} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
