import { t } from '@lingui/core/macro'
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ErrorState, PageHeader } from '@/components/ui'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { useChangePassword } from '../api/profile'
import css from './profile.module.css'

const LEAST = 10

export function PasswordForm() {
  const change = useChangePassword()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = isApiError(change.error, 'identity.password.wrong')
  const refused = isApiError(change.error) ? change.error.errors.newPassword : undefined
  const problem = next.length < LEAST ? t`Use pelo menos ${LEAST} caracteres.` : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current === '' || problem) return
    void change.mutateAsync({ currentPassword: current, newPassword: next }).then(() => {
      setCurrent('')
      setNext('')
      setTried(false)
      notifyDone(t`Senha trocada. Os outros aparelhos saíram da conta.`)
    }, shownInPlace)
  }

  return (
    <>
      <PageHeader title={t`Senha`} text={t`Trocar a senha tira os outros aparelhos da conta; este fica.`} />
      <form noValidate onSubmit={submit} className={css.form}>
        <PasswordInput
          label={t`Senha atual`}
          autoComplete="current-password"
          value={current}
          error={
            wrong
              ? t`Esta não é a sua senha atual.`
              : tried && current === ''
                ? t`Digite sua senha atual.`
                : null
          }
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t`Senha nova`}
          description={t`Pelo menos ${LEAST} caracteres. Uma frase é mais fácil de lembrar.`}
          autoComplete="new-password"
          value={next}
          error={refused ? describeFieldError(refused) : tried ? problem : null}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {change.isError && !wrong && !refused && <ErrorState error={change.error} />}
        <div>
          <Button type="submit" loading={change.isPending}>
            {t`Trocar a senha`}
          </Button>
        </div>
      </form>
    </>
  )
}
