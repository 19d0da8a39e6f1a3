import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PlainButton, PlainError, PlainField, PlainForm } from '@/components/plain'
import { shownInPlace } from '@/lib/mutations'
import { useRegister } from '../api/register'
import { emailProblem, PASSWORD_MIN, passwordProblem, serverProblem } from '../credentials'

export function RegisterForm({ onDone }: { onDone: () => void }) {
  const register = useRegister()
  const [values, setValues] = useState({ tenantName: '', name: '', email: '', password: '' })
  const [tried, setTried] = useState(false)

  const problems = {
    tenantName: values.tenantName.trim() === '' ? t`Digite o nome da empresa.` : null,
    name: values.name.trim() === '' ? t`Digite seu nome.` : null,
    email: emailProblem(values.email),
    password: passwordProblem(values.password),
  }

  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
    error: (tried ? problems[name] : null) ?? serverProblem(register.error, name),
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(problems).some(Boolean) || register.isPending) return
    void register
      .mutateAsync({
        tenantName: values.tenantName.trim(),
        name: values.name.trim(),
        email: values.email.trim(),
        password: values.password,
      })
      .then(onDone, shownInPlace)
  }

  return (
    <PlainForm onSubmit={submit}>
      <PlainField label={t`Nome da empresa`} autoComplete="organization" autoFocus {...field('tenantName')} />
      <PlainField label={t`Seu nome`} autoComplete="name" {...field('name')} />
      <PlainField
        label={t`E-mail`}
        type="email"
        inputMode="email"
        autoComplete="username"
        {...field('email')}
      />
      <PlainField
        label={t`Senha`}
        type="password"
        autoComplete="new-password"
        hint={t`Pelo menos ${PASSWORD_MIN} caracteres. Uma frase é mais fácil de lembrar.`}
        {...field('password')}
      />
      {register.isError && <PlainError error={register.error} />}
      <PlainButton type="submit" disabled={register.isPending}>
        {register.isPending ? t`Criando…` : t`Criar empresa`}
      </PlainButton>
    </PlainForm>
  )
}
