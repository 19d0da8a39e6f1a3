import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { useSignIn } from '../api/sign-in'
import { emailProblem } from '../credentials'
import { isHalfway } from '../second-step'

interface Props {
  onDone: () => void
  /** The password was right, and a second step is to follow. */
  onHalfway: (error: Parameters<typeof isHalfway>[0]) => void
}

export function SignInForm({ onDone, onHalfway }: Props) {
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)

  const problems = {
    email: emailProblem(email),
    password: password === '' ? t`Digite sua senha.` : null,
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problems.email || problems.password || signIn.isPending) return
    void signIn.mutateAsync({ email: email.trim(), password }).then(onDone, onHalfway)
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
        error={tried ? problems.email : null}
      />
      <PlainField
        label={t`Senha`}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={tried ? problems.password : null}
      />
      {signIn.isError && !isHalfway(signIn.error) && <PlainError error={signIn.error} />}
      <PlainButton type="submit" disabled={signIn.isPending}>
        {signIn.isPending ? t`Entrando…` : t`Entrar`}
      </PlainButton>
    </PlainForm>
  )
}
