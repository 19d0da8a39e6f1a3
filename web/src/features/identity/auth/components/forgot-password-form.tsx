import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { shownInPlace } from '@/lib/mutations'
import { useAskForPassword } from '../api/new-password'
import { emailProblem } from '../credentials'

export function ForgotPasswordForm({ onAsked }: { onAsked: (email: string) => void }) {
  const ask = useAskForPassword()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const problem = emailProblem(email)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem || ask.isPending) return
    void ask.mutateAsync(email.trim()).then(() => onAsked(email.trim()), shownInPlace)
  }

  return (
    <PlainForm onSubmit={submit}>
      <PlainField
        label={t`E-mail`}
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={tried ? problem : null}
      />
      {ask.isError && <PlainError error={ask.error} />}
      <PlainButton type="submit" disabled={ask.isPending}>
        {ask.isPending ? t`Enviando…` : t`Enviar o link`}
      </PlainButton>
    </PlainForm>
  )
}
