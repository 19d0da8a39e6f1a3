import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu, Modal, Select, TextInput } from '@mantine/core'
import { IconCheck, IconDots, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  CopyField,
  DataTable,
  ErrorState,
  Moment,
  PageHeader,
  Section,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Invite, Member, Role } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { roleMeaning, roleName, ROLES } from '@/lib/roles'
import { uuid } from '@/lib/uuid'
import { useChangeMember } from '../api/change-member'
import { useInviteMember } from '../api/invite-member'
import { listInvites } from '../api/list-invites'
import { listMembers } from '../api/list-members'
import { useRevokeInvite } from '../api/revoke-invite'

export function MembersSettings() {
  const members = useQuery(listMembers)
  const invites = useQuery(listInvites)
  const [inviting, setInviting] = useState(false)
  return (
    <>
      <PageHeader
        title={t`Membros`}
        text={t`Quem trabalha com esta empresa no CleanApp, e o que cada um pode fazer.`}
        actions={
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            {t`Convidar`}
          </Button>
        }
      />
      {members.isPending ? (
        <TableSkeleton rows={3} />
      ) : members.isError && !members.data ? (
        <ErrorState error={members.error} onRetry={() => void members.refetch()} />
      ) : (
        <DataTable
          label={t`Membros`}
          rows={members.data}
          rowKey={(row) => row.userId}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => (
                <>
                  <div style={{ fontWeight: 550 }}>{row.name}</div>
                  <div style={{ color: 'var(--c-dim)', fontSize: 13, overflowWrap: 'anywhere' }}>
                    {row.email}
                  </div>
                </>
              ),
            },
            { key: 'role', header: t`Perfil`, cell: (row) => roleName(row.role) },
            {
              key: 'active',
              header: t`Situação`,
              phone: 'hide',
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Ativo` : t`Desativado`}
                </StatusBadge>
              ),
            },
            {
              key: 'menu',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              width: 56,
              cell: (row) => <MemberMenu member={row} />,
            },
          ]}
        />
      )}
      {invites.isError && !invites.data && (
        <Section title={t`Convites em aberto`}>
          <ErrorState error={invites.error} onRetry={() => void invites.refetch()} />
        </Section>
      )}
      {invites.data && invites.data.length > 0 && (
        <div style={{ marginTop: 32 }}>
          <Section
            title={t`Convites em aberto`}
            text={t`O link aparece uma vez só. Se ele se perdeu, cancele e convide de novo.`}
          >
            <DataTable
              label={t`Convites em aberto`}
              rows={invites.data}
              rowKey={(row) => row.id}
              columns={[
                { key: 'who', header: t`Para`, cell: (row) => row.email ?? t`Quem tiver o link` },
                { key: 'role', header: t`Perfil`, cell: (row) => roleName(row.role) },
                {
                  key: 'expires',
                  header: t`Vence`,
                  phone: 'hide',
                  cell: (row) => <Moment at={row.expiresAt} />,
                },
                {
                  key: 'revoke',
                  header: <span className="visually-hidden">{t`Ações`}</span>,
                  align: 'right',
                  cell: (row) => <Revoke invite={row} />,
                },
              ]}
            />
          </Section>
        </div>
      )}
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}

function MemberMenu({ member }: { member: Member }) {
  const change = useChangeMember()
  const me = useSession().user.id === member.userId
  const apply = (role: Role, active: boolean, done: string) =>
    change.mutate(
      { userId: member.userId, body: { role, active } },
      {
        onSuccess: () =>
          notifyDone(done, {
            label: t`Desfazer`,
            run: () =>
              change.mutate(
                { userId: member.userId, body: { role: member.role, active: member.active } },
                { onError: notifyError },
              ),
          }),
        onError: notifyError,
      },
    )
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="neutral"
          size={32}
          loading={change.isPending}
          aria-label={t`Mudar ${member.name}`}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t`Perfil`}</Menu.Label>
        {ROLES.map((role) => (
          <Menu.Item
            key={role}
            rightSection={role === member.role ? <IconCheck size={16} /> : null}
            onClick={() =>
              role !== member.role && apply(role, member.active, t`${member.name} agora é ${roleName(role)}.`)
            }
          >
            {roleName(role)}
          </Menu.Item>
        ))}
        {!me && (
          <>
            <Menu.Divider />
            <Menu.Item
              color={member.active ? 'danger' : undefined}
              onClick={() =>
                apply(
                  member.role,
                  !member.active,
                  member.active
                    ? t`${member.name} não entra mais nesta empresa.`
                    : t`${member.name} voltou a ter acesso.`,
                )
              }
            >
              {member.active ? t`Desativar` : t`Ativar de novo`}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Revoke({ invite }: { invite: Invite }) {
  const revoke = useRevokeInvite()
  return (
    <Button
      size="xs"
      variant="default"
      loading={revoke.isPending}
      onClick={() =>
        revoke.mutate(
          { id: invite.id },
          { onSuccess: () => notifyDone(t`Convite cancelado.`), onError: notifyError },
        )
      }
    >
      {t`Cancelar`}
    </Button>
  )
}

function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const invite = useInviteMember()
  const [role, setRole] = useState<Role>('operator')
  const [email, setEmail] = useState('')
  const [key, setKey] = useState(uuid)
  const problem =
    email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
      ? t`Digite um e-mail completo.`
      : null

  const close = () => {
    onClose()
    setTimeout(() => {
      invite.reset()
      setEmail('')
      setKey(uuid())
    }, 250)
  }

  if (invite.data) {
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
      submit={t`Gerar link`}
      busy={invite.isPending}
      error={invite.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (problem) return
        invite.mutate(
          { body: { role, ...(email.trim() ? { email: email.trim() } : {}) }, key },
          { onError: () => setKey(uuid()) },
        )
      }}
    >
      <Select
        label={t`Perfil`}
        description={roleMeaning(role)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={ROLES.map((value) => ({ value, label: roleName(value) }))}
        value={role}
        onChange={(value) => value && setRole(value as Role)}
      />
      <TextInput
        type="email"
        label={t`E-mail (opcional)`}
        description={t`Com o e-mail, só essa pessoa consegue usar o link.`}
        value={email}
        error={problem}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
