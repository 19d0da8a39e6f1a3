import { t } from '@lingui/core/macro'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCheck, IconDots, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { DataTable, ErrorState, PageHeader, StatusBadge, TableSkeleton } from '@/components/ui'
import type { Member, Role } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { roleName, ROLES } from '@/lib/roles'
import { useChangeMember } from '../api/change-member'
import { listMembers } from '../api/list-members'
import { InviteDialog } from './invite-dialog'
import { Invites } from './invites'
import css from './members.module.css'
import { SecondFactorRule } from './second-factor-rule'

export function MembersSettings() {
  const members = useQuery(listMembers)
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
                <div className={css.person}>
                  <Avatar userId={row.userId} avatar={row.avatar} name={row.name} size={32} />
                  <div className={css.personText}>
                    <div className={css.name}>{row.name}</div>
                    <div className={css.address}>{row.email}</div>
                  </div>
                </div>
              ),
            },
            { key: 'role', header: t`Perfil`, cell: (row) => roleName(row.role) },
            {
              key: 'factor',
              header: t`Duas etapas`,
              phone: 'hide',
              cell: (row) => (row.secondFactor ? t`Ligada` : <span className={css.dim}>{t`Desligada`}</span>),
            },
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
      <Invites />
      <SecondFactorRule />
      <InviteDialog opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}

function MemberMenu({ member }: { member: Member }) {
  const change = useChangeMember()
  const me = useSession().user.id === member.userId
  const apply = (role: Role, active: boolean, done: string) =>
    void change.mutateAsync({ userId: member.userId, body: { role, active } }).then(
      () =>
        notifyDone(done, {
          label: t`Desfazer`,
          run: () =>
            void change
              .mutateAsync({ userId: member.userId, body: { role: member.role, active: member.active } })
              .catch(notifyError),
        }),
      notifyError,
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
                    ? t`${member.name} saiu desta empresa em todos os aparelhos.`
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
