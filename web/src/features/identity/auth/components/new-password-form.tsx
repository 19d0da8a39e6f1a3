import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { shownInPlace } from '@/lib/mutations'
import { useSetPassword } from '../api/new-password'
import { PASSWORD_MIN, passwordProblem, serverProblem } from '../credentials'

export function NewPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const set = useSetPassword(token)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const problem = passwordProblem(password)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem || set.isPending) return
    void set.mutateAsync(password).then(onDone, shownInPlace)
  }

  return (
    <PlainForm onSubmit={submit}>
      <PlainField
        label={t`Senha nova`}
        type="password"
        name="password"
        autoComplete="new-password"
        hint={t`Pelo menos ${PASSWORD_MIN} caracteres. Uma frase é mais fácil de lembrar.`}
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={(tried ? problem : null) ?? serverProblem(set.error, 'password')}
      />
      {set.isError && <PlainError error={set.error} />}
      <PlainButton type="submit" disabled={set.isPending}>
        {set.isPending ? t`Guardando…` : t`Guardar a senha`}
      </PlainButton>
    </PlainForm>
  )
}
