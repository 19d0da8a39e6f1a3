import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { memo, type KeyboardEvent } from 'react'
import { MoneyText } from '@/components/ui'
import { brl } from '@/lib/money'
import { unitShort, UNITS } from '../../products/words'
import { isBlank, problemsOf, type LineField, type LineValues } from '../draft'
import type { RowActs } from './lines-table'
import { NameField } from './name-field'
import css from './proposals.module.css'

interface Props {
  line: LineValues
  at: number
  net: string
  tried: boolean
  acts: RowActs
}

/** One line. Plain fields: five hundred of them must draw at once. */
export const LineRow = memo(function LineRow({ line, at, net, tried, acts }: Props) {
  const problems = problemsOf(line)
  const blank = isBlank(line)
  // What is still being written is not wrong yet; a price that is not there is asked for when it is to be sent.
  const shown = (field: LineField) =>
    problems[field] && (tried || (field !== 'name' && line[field].trim() !== ''))
      ? problems[field]
      : undefined
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return
    const field = (event.target as HTMLElement).dataset.field as LineField | undefined
    if (!field) return
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined
    if (event.key === 'Enter') acts.addBelow(line.key)
    else if (by && event.altKey) acts.move(line.key, by, field)
    else if (by && field !== 'unit') acts.step(line.key, by, field)
    else if (event.key === 'Backspace' && blank && field === 'name' && line.name === '' && at > 1)
      acts.remove(line.key, true)
    else return
    event.preventDefault()
  }
  const field = (
    name: Exclude<LineField, 'name' | 'unit'>,
    label: string,
    inputMode: 'decimal' = 'decimal',
  ) => {
    const problem = shown(name)
    return (
      <td data-cell={name} data-label={label}>
        <input
          className={css.cell}
          data-field={name}
          data-number
          inputMode={inputMode}
          autoComplete="off"
          aria-label={t`${label} do item ${at}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${line.key}-${name}` : undefined}
          placeholder={name === 'unitPrice' ? '0,00' : undefined}
          value={line[name]}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => acts.write(line.key, { [name]: event.currentTarget.value })}
        />
        {problem && (
          <span className={css.problem} id={`${line.key}-${name}`}>
            {problem}
          </span>
        )}
      </td>
    )
  }
  return (
    <tr data-line={line.key} onKeyDown={onKeyDown}>
      <td data-cell="name">
        <NameField line={line} at={at} problem={shown('name')} acts={acts} />
      </td>
      {field('quantity', t`Quantidade`)}
      <td data-cell="unit" data-label={t`Unidade`}>
        <select
          className={css.cell}
          data-field="unit"
          aria-label={t`Unidade do item ${at}`}
          value={line.unit}
          onChange={(event) => acts.write(line.key, { unit: event.currentTarget.value })}
        >
          {!UNITS.some((unit) => unit === line.unit) && <option value={line.unit}>{line.unit}</option>}
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {unitShort(unit)}
            </option>
          ))}
        </select>
      </td>
      {field('unitPrice', t`Preço`)}
      {field('discount', t`Desconto, em %`)}
      {field('tax', t`Imposto, em %`)}
      <td data-cell="net" data-label={t`Total`}>
        {!blank && <MoneyText money={brl(net)} />}
      </td>
      <td data-cell="act">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          tabIndex={-1}
          aria-label={t`Tirar o item ${at}`}
          onClick={() => acts.remove(line.key, false)}
        >
          <IconX size={15} />
        </ActionIcon>
      </td>
    </tr>
  )
})
