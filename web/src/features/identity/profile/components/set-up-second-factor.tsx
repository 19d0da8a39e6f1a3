import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { SecretText } from '@/components/plain/codes'
import { QrCode } from '@/components/plain/qr-code'
import { ErrorState } from '@/components/ui'
import type { SecondFactorSecret } from '@/lib/api/types'
import { useConfirmSecondFactor } from '../api/second-factor'
import css from './profile.module.css'

interface Props {
  secret: SecondFactorSecret
  onDone: (codes: string[]) => void
  onBack: () => void
}

export function SetUp({ secret, onDone, onBack }: Props) {
  const confirm = useConfirmSecondFactor()
  const [code, setCode] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code.trim().length < 6) return
    void confirm.mutateAsync(code.trim()).then(
      ({ codes }) => onDone(codes),
      () => setCode(''),
    )
  }
  return (
    <div className={css.steps}>
      <div className={css.qr}>
        <QrCode text={secret.uri} label={t`Código para o aplicativo autenticador`} />
      </div>
      <form noValidate onSubmit={submit} className={css.stepsText}>
        <p>{t`1. No aplicativo autenticador, adicione uma conta e leia o desenho.`}</p>
        <p className={css.hint}>
          {t`Sem câmera? Digite esta chave no aplicativo:`} <SecretText text={secret.secret} />
        </p>
        <TextInput
          label={t`2. Digite o código de seis dígitos que ele mostra`}
          autoComplete="one-time-code"
          inputMode="numeric"
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.isError && <ErrorState error={confirm.error} />}
        <div className={css.row}>
          <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
            {t`Ligar`}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t`Voltar`}
          </Button>
        </div>
      </form>
    </div>
  )
}
