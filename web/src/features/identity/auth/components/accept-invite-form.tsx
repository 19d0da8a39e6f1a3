import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { isApiError } from '@/lib/api/problem'
import { useAcceptInvite } from '../api/invite'
import { emailProblem, PASSWORD_MIN, passwordProblem, serverProblem } from '../credentials'
import { isHalfway } from '../second-step'

interface Props {
  token: string
  /** The invitation may be for one address only. */
  email: string | null
  name: string | null
  onDone: () => void
  onHalfway: (error: unknown) => void
  /** The address has an account. */
  onKnown: () => void
}

export function AcceptInviteForm({ token, email, name, onDone, onHalfway, onKnown }: Props) {
  const accept = useAcceptInvite(token)
  const [values, setValues] = useState({ name: name ?? '', email: email ?? '', password: '' })
  const [tried, setTried] = useState(false)

  const problems = {
    name: values.name.trim() === '' ? t`Digite seu nome.` : null,
    email: emailProblem(values.email),
    password: passwordProblem(values.password),
  }
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
    error: (tried ? problems[name] : null) ?? serverProblem(accept.error, name),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some(Boolean) || accept.isPending) return
    void accept
      .mutateAsync({ name: values.name.trim(), email: values.email.trim(), password: values.password })
      .then(onDone, (error) =>
        isApiError(error, 'identity.user.email_taken') ? onKnown() : onHalfway(error),
      )
  }

  return (
    <PlainForm onSubmit={submit}>
      <PlainField label={t`Seu nome`} autoComplete="name" autoFocus {...field('name')} />
      <PlainField
        label={t`E-mail`}
        type="email"
        inputMode="email"
        autoComplete="username"
        readOnly={email !== null}
        {...field('email')}
      />
      <PlainField
        label={t`Crie uma senha`}
        type="password"
        autoComplete="new-password"
        hint={t`Pelo menos ${PASSWORD_MIN} caracteres.`}
        {...field('password')}
      />
      {accept.isError && !isHalfway(accept.error) && <PlainError error={accept.error} />}
      <PlainButton type="submit" disabled={accept.isPending}>
        {accept.isPending ? t`Entrando…` : t`Criar conta e entrar`}
      </PlainButton>
    </PlainForm>
  )
}
