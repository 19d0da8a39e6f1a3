import { t } from '@lingui/core/macro'
import { Button, Modal, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { CodeList } from '@/components/plain/codes'
import { CopyButton, EmptyState, ErrorState, Moment, PageHeader } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { SecondFactor, SecondFactorSecret } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import {
  getSecondFactor,
  useBeginSecondFactor,
  useDisableSecondFactor,
  useRenewCodes,
} from '../api/second-factor'
import css from './profile.module.css'
import { SetUp } from './set-up-second-factor'

export function SecondFactorPanel() {
  const factor = useQuery({ ...getSecondFactor, refetchOnWindowFocus: false })
  return (
    <>
      <PageHeader
        title={t`Verificação em duas etapas`}
        text={t`Além da senha, o código de um aplicativo no seu celular. Quem descobre sua senha não entra.`}
      />
      {factor.isPending ? (
        <Skeleton height={120} maw={420} />
      ) : factor.isError && !factor.data ? (
        <ErrorState error={factor.error} onRetry={() => void factor.refetch()} />
      ) : (
        <Panel factor={factor.data} />
      )}
    </>
  )
}

function Panel({ factor }: { factor: SecondFactor }) {
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null)
  const [asking, setAsking] = useState<'begin' | 'renew' | 'disable' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const demand = factor.requiredFrom && (
    <p className={css.hint}>
      {t`Uma empresa em que você trabalha exige a verificação a partir de`}{' '}
      <Moment at={factor.requiredFrom} />
    </p>
  )
  const none = factor.recoveryCodesLeft === 0

  return (
    <>
      {factor.since ? (
        <EmptyState
          icon={IconShieldCheck}
          title={t`Ligada`}
          text={
            <>
              {t`Desde`} <Moment at={factor.since} />.{' '}
              {none
                ? t`Você não tem mais códigos de recuperação: gere outros, para o dia em que perder o celular.`
                : t`Códigos de recuperação que restam: ${factor.recoveryCodesLeft}.`}
              {demand}
            </>
          }
          action={
            <div className={css.actions}>
              <Button variant="default" onClick={() => setAsking('renew')}>
                {t`Gerar novos códigos de recuperação`}
              </Button>
              <Button variant="subtle" color="danger" onClick={() => setAsking('disable')}>
                {t`Desligar`}
              </Button>
            </div>
          }
        />
      ) : secret ? (
        <SetUp
          secret={secret}
          onDone={(fresh) => {
            setSecret(null)
            setCodes(fresh)
          }}
          onBack={() => setSecret(null)}
        />
      ) : (
        <EmptyState
          icon={IconShieldOff}
          title={t`Desligada`}
          text={
            <>
              {t`Você vai precisar de um aplicativo autenticador, como Google Authenticator, Microsoft Authenticator ou Aegis.`}
              {demand}
            </>
          }
          action={<Button onClick={() => setAsking('begin')}>{t`Ligar`}</Button>}
        />
      )}
      <BeginDialog opened={asking === 'begin'} onClose={() => setAsking(null)} onSecret={setSecret} />
      <BothDialog
        kind={asking === 'renew' || asking === 'disable' ? asking : null}
        onClose={() => setAsking(null)}
        onCodes={setCodes}
      />
      <Modal
        opened={codes !== null}
        onClose={() => setCodes(null)}
        title={t`Guarde estes códigos`}
        closeOnClickOutside={false}
        size={440}
      >
        <p style={{ marginBottom: 14 }}>
          {t`Se perder o celular, cada um deixa você entrar uma vez. Eles não serão mostrados de novo.`}
        </p>
        <CodeList codes={codes ?? []} />
        <div className={css.actions}>
          <CopyButton text={(codes ?? []).join('\n')} label={t`Copiar todos`} />
          <Button onClick={() => setCodes(null)}>{t`Guardei`}</Button>
        </div>
      </Modal>
    </>
  )
}

function BeginDialog(props: {
  opened: boolean
  onClose: () => void
  onSecret: (secret: SecondFactorSecret) => void
}) {
  const begin = useBeginSecondFactor()
  const [password, setPassword] = useState('')
  const close = () => {
    props.onClose()
    setPassword('')
    begin.reset()
  }
  return (
    <FormDialog
      opened={props.opened}
      onClose={close}
      title={t`Confirme que é você`}
      submit={t`Continuar`}
      busy={begin.isPending}
      disabled={password === ''}
      error={begin.error}
      onSubmit={(event) => {
        event.preventDefault()
        void begin.mutateAsync(password).then((secret) => {
          close()
          props.onSecret(secret)
        }, shownInPlace)
      }}
    >
      <PasswordInput
        label={t`Sua senha`}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function BothDialog(props: {
  kind: 'renew' | 'disable' | null
  onClose: () => void
  onCodes: (codes: string[]) => void
}) {
  const renew = useRenewCodes()
  const disable = useDisableSecondFactor()
  const change = props.kind === 'disable' ? disable : renew
  const [both, setBoth] = useState({ password: '', code: '' })
  const close = () => {
    props.onClose()
    setBoth({ password: '', code: '' })
    renew.reset()
    disable.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (props.kind === 'disable') {
      void disable.mutateAsync(both).then(() => {
        close()
        notifyDone(t`Verificação em duas etapas desligada.`)
      }, shownInPlace)
    } else {
      void renew.mutateAsync(both).then(({ codes }) => {
        close()
        props.onCodes(codes)
      }, shownInPlace)
    }
  }
  return (
    <FormDialog
      opened={props.kind !== null}
      onClose={close}
      title={
        props.kind === 'disable' ? t`Desligar a verificação em duas etapas` : t`Novos códigos de recuperação`
      }
      submit={props.kind === 'disable' ? t`Desligar` : t`Gerar`}
      danger={props.kind === 'disable'}
      busy={change.isPending}
      disabled={both.password === '' || both.code.trim().length < 6}
      error={change.error}
      onSubmit={submit}
    >
      <PasswordInput
        label={t`Sua senha`}
        autoComplete="current-password"
        value={both.password}
        onChange={(event) => setBoth({ ...both, password: event.currentTarget.value })}
      />
      <TextInput
        label={t`Código do aplicativo`}
        autoComplete="one-time-code"
        inputMode="numeric"
        value={both.code}
        onChange={(event) => setBoth({ ...both, code: event.currentTarget.value })}
      />
    </FormDialog>
  )
}
