import { t } from '@lingui/core/macro'
import { Textarea, TextInput } from '@mantine/core'
import css from './messages.module.css'

interface Props {
  label: string
  value: string
  most: number
  error: string | undefined
  onChange: (text: string) => void
  /** Of several lines. */
  area?: boolean
  placeholder?: string
  autofocus?: boolean
}

/** A field with a limit of Meta's, which says how much of it is used. Nothing is cut off what was typed. */
export function Counted({ label, value, most, error, onChange, area, placeholder, autofocus }: Props) {
  const count = value.trim().length
  const common = {
    label,
    value,
    placeholder,
    error,
    'data-autofocus': autofocus || undefined,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      'label' | 'input' | 'description' | 'error'
    )[],
    description: (
      <span className={css.counter} data-over={count > most || undefined}>
        {t`${count} de ${most}`}
      </span>
    ),
  }
  return area ? (
    <Textarea
      {...common}
      autosize
      minRows={3}
      maxRows={10}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
