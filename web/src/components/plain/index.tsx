import { t } from '@lingui/core/macro'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { describeError } from '@/lib/api/error-catalogue'
import css from './plain.module.css'

export function Brand() {
  return (
    <span className={css.brand}>
      <img src="/favicon.svg" alt="" width={26} height={26} />
      CleanApp
    </span>
  )
}

export function PublicPage({ children }: { children: ReactNode }) {
  return (
    <main className={css.page}>
      <div className={css.column}>{children}</div>
    </main>
  )
}

export function PageTitle({ title, lead }: { title: string; lead?: ReactNode }) {
  return (
    <header>
      <h1 className={css.title}>{title}</h1>
      {lead && <p className={css.lead}>{lead}</p>}
    </header>
  )
}

type FieldProps = Omit<ComponentProps<'input'>, 'className'> & {
  label: string
  hint?: string
  error?: string | null
}

export function PlainField({ label, hint, error, type, ...input }: FieldProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  const field = (
    <input
      {...input}
      id={id}
      className={css.input}
      type={type === 'password' && shown ? 'text' : type}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
    />
  )
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      {type === 'password' ? (
        <div className={css.passwordWrap}>
          {field}
          <button type="button" className={css.reveal} onClick={() => setShown(!shown)} aria-pressed={shown}>
            {shown ? t`Ocultar` : t`Mostrar`}
          </button>
        </div>
      ) : (
        field
      )}
      {error ? (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      ) : (
        hint && (
          <p className={css.hint} id={`${id}-hint`}>
            {hint}
          </p>
        )
      )}
    </div>
  )
}

/** A field of several lines. */
export function PlainText({
  label,
  error,
  ...area
}: Omit<ComponentProps<'textarea'>, 'className'> & { label: string; error?: string | null }) {
  const id = useId()
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <textarea
        {...area}
        id={id}
        className={css.input}
        data-lines
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && (
        <p className={css.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = Omit<ComponentProps<'select'>, 'className' | 'children'> & {
  label: string
  options: { value: string; label: string }[]
}

export function PlainChoice({ label, options, ...select }: ChoiceProps) {
  const id = useId()
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <select {...select} id={id} className={css.input}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

export function PlainForm(props: ComponentProps<'form'>) {
  return <form noValidate {...props} className={css.form} />
}

export function PlainButton({ quiet, ...props }: ComponentProps<'button'> & { quiet?: boolean }) {
  return <button type="button" {...props} className={css.button} data-quiet={quiet || undefined} />
}

/** Reads as a link and goes nowhere else. */
export function LinkButton(props: ComponentProps<'button'>) {
  return <button type="button" {...props} className={css.linkButton} />
}

export const buttonClass = css.button

export function PlainError({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { message, traceId } = describeError(error)
  return (
    <>
      <div className={css.alert} role="alert">
        {message}
        {traceId && <small>{t`Código para o suporte: ${traceId}`}</small>}
      </div>
      {onRetry && (
        <PlainButton quiet onClick={onRetry}>
          {t`Tentar de novo`}
        </PlainButton>
      )}
    </>
  )
}

export function PlainFoot({ children }: { children: ReactNode }) {
  return <p className={css.foot}>{children}</p>
}

export function PlainSkeleton({
  width = '100%',
  height = 20,
}: {
  width?: number | string
  height?: number | string
}) {
  return <span className={css.skeleton} style={{ width, height }} />
}
