import { t } from '@lingui/core/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Moment, StatusBadge } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Profile } from '@/lib/api/types'
import { mailTone, mailWord, mailWhy } from '@/lib/mail-words'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { useAskForEmailChange, useCancelEmailChange } from '../api/profile'
import css from './profile.module.css'

export function EmailSection({ profile }: { profile: Profile }) {
  const [changing, setChanging] = useState(false)
  const cancel = useCancelEmailChange()
  const { newEmail } = profile
  return (
    <>
      <div className={css.row}>
        <strong className={css.address}>{profile.email}</strong>
        {profile.mail ? (
          <Button variant="default" size="xs" onClick={() => setChanging(true)}>
            {t`Trocar`}
          </Button>
        ) : (
          <span className={css.hint}>{t`Esta instalação não envia e-mails, então o endereço não muda.`}</span>
        )}
      </div>
      {newEmail && (
        <div className={css.pending} role="status">
          <p>
            {t`Esperando a confirmação de ${newEmail.email}, pelo link que foi para lá.`}{' '}
            {newEmail.mail && (
              <StatusBadge tone={mailTone(newEmail.mail)}>{mailWord(newEmail.mail)}</StatusBadge>
            )}
          </p>
          <p className={css.hint}>
            {newEmail.mailError ? (
              mailWhy(newEmail.mailError)
            ) : (
              <>
                {t`O link vale até`} <Moment at={newEmail.expiresAt} />
              </>
            )}
          </p>
          <Button
            variant="subtle"
            color="neutral"
            size="xs"
            loading={cancel.isPending}
            onClick={() => void cancel.mutateAsync().catch(notifyError)}
          >
            {t`Desistir da troca`}
          </Button>
        </div>
      )}
      <ChangeDialog opened={changing} onClose={() => setChanging(false)} />
    </>
  )
}

function ChangeDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const ask = useAskForEmailChange()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const problem = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? null : t`Digite um e-mail completo.`

  const close = () => {
    onClose()
    setPassword('')
    ask.reset()
    setTried(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem || password === '') return
    void ask.mutateAsync({ email: email.trim(), password }).then(() => {
      close()
      setEmail('')
      notifyDone(t`Enviamos um link para o novo endereço.`)
    }, shownInPlace)
  }

  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t`Trocar o e-mail`}
      submit={t`Enviar o link`}
      busy={ask.isPending}
      error={ask.error}
      onSubmit={submit}
    >
      <TextInput
        type="email"
        label={t`Novo e-mail`}
        description={t`O de antes continua valendo até você abrir o link que vai para o novo.`}
        value={email}
        error={tried ? problem : null}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t`Sua senha`}
        autoComplete="current-password"
        value={password}
        error={tried && password === '' ? t`Digite sua senha.` : null}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
