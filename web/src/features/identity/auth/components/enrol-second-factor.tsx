import { t } from '@lingui/core/macro'
import { type FormEvent, useState } from 'react'
import { PageTitle, PlainButton, PlainError, PlainField, PlainForm, PlainSkeleton } from '@/components/plain'
import { CodeList, SecretText } from '@/components/plain/codes'
import { QrCode } from '@/components/plain/qr-code'
import { isApiError } from '@/lib/api/problem'
import { sessions } from '@/lib/auth/session'
import { copyText } from '@/lib/copy'
import { useConfirmEnrolment, useEnrolmentSecret } from '../api/second-factor'

interface Props {
  token: string
  onDone: () => void
  onBack: () => void
}

/** On the way in, where a company lets nobody in without. */
export function EnrolSecondFactor({ token, onDone, onBack }: Props) {
  const secret = useEnrolmentSecret(token)
  const confirm = useConfirmEnrolment()
  const [code, setCode] = useState('')

  if (confirm.data) {
    const { session, recoveryCodes } = confirm.data
    return (
      <Codes
        codes={recoveryCodes}
        onSeen={() => {
          sessions.accept(session)
          onDone()
        }}
      />
    )
  }

  const over =
    isApiError(secret.error, 'identity.second_factor.step_over') ||
    isApiError(confirm.error, 'identity.second_factor.step_over')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim().length < 6 || confirm.isPending) return
    void confirm.mutateAsync({ token, code: code.trim() }).catch(() => setCode(''))
  }

  return (
    <>
      <PageTitle
        title={t`Proteja sua conta`}
        lead={t`Esta empresa pede, além da senha, o código de um aplicativo autenticador no seu celular. Leia o desenho com ele e digite o código que aparece.`}
      />
      {secret.isPending && <PlainSkeleton height={220} />}
      {secret.isError && <PlainError error={secret.error} />}
      {secret.data && (
        <>
          <QrCode text={secret.data.uri} label={t`Código para o aplicativo autenticador`} />
          <p>
            {t`Sem câmera? Digite esta chave no aplicativo:`} <SecretText text={secret.data.secret} />
          </p>
          <PlainForm onSubmit={submit}>
            <PlainField
              label={t`Código de seis dígitos`}
              name="code"
              autoComplete="one-time-code"
              inputMode="numeric"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
            {confirm.isError && <PlainError error={confirm.error} />}
            {!over && (
              <PlainButton type="submit" disabled={confirm.isPending}>
                {t`Ligar e entrar`}
              </PlainButton>
            )}
          </PlainForm>
        </>
      )}
      {(over || secret.isError) && <PlainButton onClick={onBack}>{t`Começar de novo`}</PlainButton>}
    </>
  )
}

function Codes({ codes, onSeen }: { codes: string[]; onSeen: () => void }) {
  const [copied, setCopied] = useState(false)
  return (
    <>
      <PageTitle
        title={t`Guarde estes códigos`}
        lead={t`Se perder o celular, cada um deles deixa você entrar uma vez. Eles não serão mostrados de novo.`}
      />
      <CodeList codes={codes} />
      <PlainButton quiet onClick={async () => setCopied(await copyText(codes.join('\n')))}>
        <span aria-live="polite">{copied ? t`Copiado` : t`Copiar todos`}</span>
      </PlainButton>
      <PlainButton onClick={onSeen}>{t`Guardei, continuar`}</PlainButton>
    </>
  )
}
