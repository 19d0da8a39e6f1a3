import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import {
  LinkButton,
  PageTitle,
  PlainButton,
  PlainError,
  PlainField,
  PlainFoot,
  PlainForm,
} from '@/components/plain'
import { type ApiError, isApiError } from '@/lib/api/problem'
import { useSecondStep } from '../api/second-factor'
import { EnrolSecondFactor } from './enrol-second-factor'

interface Props {
  /** What the password was answered with. */
  halfway: ApiError & { token: string }
  onDone: () => void
  onBack: () => void
}

export function AfterPassword({ halfway, onDone, onBack }: Props) {
  return halfway.code === 'identity.second_factor.enrolment_needed' ? (
    <EnrolSecondFactor token={halfway.token} onDone={onDone} onBack={onBack} />
  ) : (
    <SecondStep token={halfway.token} onDone={onDone} onBack={onBack} />
  )
}

function SecondStep({ token, onDone, onBack }: { token: string; onDone: () => void; onBack: () => void }) {
  const step = useSecondStep()
  const [recovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const over = isApiError(step.error, 'identity.second_factor.step_over')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim().length < 6 || step.isPending) return
    void step.mutateAsync({ token, code: code.trim() }).then(onDone, () => setCode(''))
  }

  return (
    <>
      <PageTitle
        title={t`Segunda etapa`}
        lead={
          recovery
            ? t`Digite um dos códigos de recuperação que você guardou. Cada um funciona uma vez.`
            : t`Abra seu aplicativo autenticador e digite o código do CleanApp.`
        }
      />
      <PlainForm onSubmit={submit}>
        <PlainField
          key={String(recovery)}
          label={recovery ? t`Código de recuperação` : t`Código de seis dígitos`}
          name="code"
          autoComplete="one-time-code"
          inputMode={recovery ? 'text' : 'numeric'}
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {step.isError && <PlainError error={step.error} />}
        {over ? (
          <PlainButton onClick={onBack}>{t`Começar de novo`}</PlainButton>
        ) : (
          <PlainButton type="submit" disabled={step.isPending}>
            {step.isPending ? t`Entrando…` : t`Entrar`}
          </PlainButton>
        )}
        {!over && (
          <PlainButton quiet onClick={() => setRecovery(!recovery)}>
            {recovery ? t`Usar o aplicativo` : t`Usar um código de recuperação`}
          </PlainButton>
        )}
      </PlainForm>
      {!over && (
        <PlainFoot>
          <LinkButton onClick={onBack}>{t`Entrar com outra conta`}</LinkButton>
        </PlainFoot>
      )}
    </>
  )
}
