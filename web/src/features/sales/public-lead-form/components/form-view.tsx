import { t } from '@lingui/core/macro'
import type { FormEvent, ReactNode } from 'react'
import { PlainButton, PlainField, PlainForm, PlainText } from '@/components/plain'
import type { Entry, FormWords } from '../entry'
import css from './lead-form.module.css'

interface Props {
  form: FormWords
  entry: Entry
  /** What is wrong with each field, in words. */
  wrong?: Partial<Record<keyof Entry, string | null>>
  busy?: boolean
  /** Where people ask for what is theirs. */
  privacyUrl?: string
  onChange?: (entry: Entry) => void
  onSubmit?: () => void
  /** What went wrong, above the button. */
  children?: ReactNode
}

/** A form as whoever fills it in sees it: on its page, and beside what it is made with. */
export function FormView({ form, entry, wrong, busy, privacyUrl, onChange, onSubmit, children }: Props) {
  const set = (field: keyof Entry) => (event: { target: { value: string } }) =>
    onChange?.({ ...entry, [field]: event.target.value })
  const label = (words: string, demand: 'optional' | 'required' | 'off') =>
    demand === 'optional' ? t`${words} (se quiser)` : words
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return (
    <>
      <p className={css.company}>{form.companyName}</p>
      <header>
        <h1 className={css.title}>{form.title}</h1>
        {form.text && <p className={css.text}>{form.text}</p>}
      </header>
      <PlainForm onSubmit={submit}>
        <PlainField
          label={t`Seu nome`}
          autoComplete="name"
          maxLength={120}
          value={entry.name}
          error={wrong?.name}
          onChange={set('name')}
        />
        {form.phone !== 'off' && (
          <PlainField
            label={label(t`Telefone`, form.phone)}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            placeholder="(11) 90000-0000"
            maxLength={40}
            value={entry.phone}
            error={wrong?.phone}
            onChange={set('phone')}
          />
        )}
        {form.email !== 'off' && (
          <PlainField
            label={label(t`E-mail`, form.email)}
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={254}
            value={entry.email}
            error={wrong?.email}
            onChange={set('email')}
          />
        )}
        {form.message !== 'off' && (
          <PlainText
            label={label(t`Mensagem`, form.message)}
            rows={4}
            maxLength={2000}
            value={entry.message}
            error={wrong?.message}
            onChange={set('message')}
          />
        )}
        <div className={css.trap} aria-hidden>
          <label>
            {t`Não preencha`}
            <input
              type="text"
              name="website"
              tabIndex={-1}
              autoComplete="off"
              value={entry.website}
              onChange={set('website')}
            />
          </label>
        </div>
        {children}
        <PlainButton type="submit" disabled={busy}>
          {busy ? t`Enviando…` : t`Enviar`}
        </PlainButton>
        <p className={css.notice}>
          {form.notice}
          {privacyUrl && (
            <>
              {' '}
              <a href={privacyUrl}>{t`Seus dados e seus direitos`}</a>
            </>
          )}
        </p>
      </PlainForm>
    </>
  )
}
