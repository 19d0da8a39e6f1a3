import { t } from '@lingui/core/macro'
import { Modal, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { CopyField, Moment } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Role } from '@/lib/api/types'
import { config } from '@/lib/config'
import { notifyDone } from '@/lib/notify'
import { roleMeaning, roleName, ROLES } from '@/lib/roles'
import { uuid } from '@/lib/uuid'
import { useInviteMember } from '../api/invite-member'

type Way = 'email' | 'link'

export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const invite = useInviteMember()
  const byMail = config().mail
  const [way, setWay] = useState<Way>(byMail ? 'email' : 'link')
  const [role, setRole] = useState<Role>('operator')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [key, setKey] = useState(uuid)
  const problem =
    email.trim() === '' && way === 'link'
      ? null
      : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
        ? null
        : t`Digite um e-mail completo.`

  const close = () => {
    onClose()
    setTimeout(() => {
      invite.reset()
      setName('')
      setEmail('')
      setTried(false)
      setKey(uuid())
    }, 250)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem) return
    void invite
      .mutateAsync({
        body: {
          role,
          delivery: way,
          ...(email.trim() ? { email: email.trim() } : {}),
          ...(name.trim() ? { name: name.trim() } : {}),
        },
        key,
      })
      .then(
        ({ url }) => {
          if (url) return
          close()
          notifyDone(t`Convite a caminho de ${email.trim()}.`)
        },
        () => setKey(uuid()),
      )
  }

  if (invite.data?.url) {
    return (
      <Modal opened={opened} onClose={close} title={t`Convite pronto`} size={480} closeOnClickOutside={false}>
        <p style={{ marginBottom: 14 }}>
          {t`Envie este link a quem vai entrar como ${roleName(invite.data.role)}. Ele funciona uma vez e não será mostrado de novo.`}
        </p>
        <CopyField text={invite.data.url} label={t`Copiar link`} />
        <p style={{ marginTop: 10, color: 'var(--c-dim)', fontSize: 13 }}>
          {t`Vence em`} <Moment at={invite.data.expiresAt} />
        </p>
      </Modal>
    )
  }
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={t`Convidar para a empresa`}
      submit={way === 'email' ? t`Enviar convite` : t`Gerar link`}
      busy={invite.isPending}
      error={invite.error}
      onSubmit={submit}
    >
      {byMail && (
        <SegmentedControl
          fullWidth
          aria-label={t`Como convidar`}
          value={way}
          onChange={(value) => setWay(value as Way)}
          data={[
            { value: 'email', label: t`Por e-mail` },
            { value: 'link', label: t`Por link` },
          ]}
        />
      )}
      <TextInput
        label={t`Nome (opcional)`}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        type="email"
        label={way === 'email' ? t`E-mail` : t`E-mail (opcional)`}
        description={
          way === 'email'
            ? t`O link vai só para este endereço, e vale por sete dias.`
            : t`Com o e-mail, só essa pessoa consegue usar o link.`
        }
        value={email}
        error={tried ? problem : null}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label={t`Perfil`}
        description={roleMeaning(role)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={ROLES.map((value) => ({ value, label: roleName(value) }))}
        value={role}
        onChange={(value) => value && setRole(value as Role)}
      />
    </FormDialog>
  )
}
