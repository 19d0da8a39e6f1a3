import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { useAcceptInvite } from '../api/invite'
import { emailProblem } from '../credentials'
import { isHalfway } from '../second-step'

interface Props {
  token: string
  email: string | null
  onDone: () => void
  onHalfway: (error: unknown) => void
}

/** Whoever has an account joins with it: no new password. */
export function AcceptAsExistingForm({ token, email, onDone, onHalfway }: Props) {
  const accept = useAcceptInvite(token)
  const [values, setValues] = useState({ email: email ?? '', password: '' })
  const [tried, setTried] = useState(false)
  const problems = {
    email: emailProblem(values.email),
    password: values.password === '' ? t`Digite sua senha.` : null,
  }
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
    error: tried ? problems[name] : null,
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some(Boolean) || accept.isPending) return
    void accept.mutateAsync({ email: values.email.trim(), password: values.password }).then(onDone, onHalfway)
  }

  return (
    <PlainForm onSubmit={submit}>
      <PlainField
        label={t`E-mail`}
        type="email"
        inputMode="email"
        autoComplete="username"
        readOnly={email !== null}
        {...field('email')}
      />
      <PlainField
        label={t`Sua senha`}
        type="password"
        autoComplete="current-password"
        autoFocus
        {...field('password')}
      />
      {accept.isError && !isHalfway(accept.error) && <PlainError error={accept.error} />}
      <PlainButton type="submit" disabled={accept.isPending}>
        {accept.isPending ? t`Entrando…` : t`Entrar e aceitar`}
      </PlainButton>
    </PlainForm>
  )
}
