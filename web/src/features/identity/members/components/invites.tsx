import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable, ErrorState, Moment, RowActions, Section, StatusBadge } from '@/components/ui'
import type { Invite } from '@/lib/api/types'
import { mailTone, mailWhy, mailWord } from '@/lib/mail-words'
import { notifyDone, notifyError } from '@/lib/notify'
import { roleName } from '@/lib/roles'
import { useNow } from '@/lib/use-now'
import { getMailHealth } from '../api/get-mail-health'
import { listInvites } from '../api/list-invites'
import { useResendInvite } from '../api/resend-invite'
import { useRevokeInvite } from '../api/revoke-invite'
import css from './members.module.css'

export function Invites() {
  const invites = useQuery(listInvites)
  if (invites.isError && !invites.data)
    return (
      <div className={css.later}>
        <Section title={t`Convites em aberto`}>
          <ErrorState error={invites.error} onRetry={() => void invites.refetch()} />
        </Section>
      </div>
    )
  if (!invites.data || invites.data.length === 0) return null
  return (
    <div className={css.later}>
      <Section
        title={t`Convites em aberto`}
        text={t`Enviar de novo manda outro link, e o de antes deixa de valer.`}
      >
        <MailTrouble />
        <DataTable
          label={t`Convites em aberto`}
          rows={invites.data}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'who',
              header: t`Para`,
              cell: (row) => (
                <>
                  <div className={css.name}>{row.name ?? row.email ?? t`Quem tiver o link`}</div>
                  {row.name && row.email && <div className={css.address}>{row.email}</div>}
                </>
              ),
            },
            { key: 'role', header: t`Perfil`, cell: (row) => roleName(row.role) },
            { key: 'mail', header: t`E-mail`, phone: 'below', cell: (row) => <Fate invite={row} /> },
            {
              key: 'expires',
              header: t`Vence`,
              phone: 'hide',
              cell: (row) => <Expiry invite={row} />,
            },
            {
              key: 'acts',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              phone: 'below',
              cell: (row) => <Acts invite={row} />,
            },
          ]}
        />
      </Section>
    </div>
  )
}

/** What is in the way of all of them is said once, above. */
function MailTrouble() {
  const { data: health } = useQuery(getMailHealth)
  if (!health?.configured || health.waiting === 0 || !health.lastError) return null
  return (
    <div className={css.trouble} role="status">
      {health.waiting === 1
        ? t`Um e-mail espera para sair.`
        : t`${health.waiting} e-mails esperam para sair.`}{' '}
      {mailWhy(health.lastError)}
    </div>
  )
}

function Fate({ invite }: { invite: Invite }) {
  if (!invite.mail) return <span className={css.dim}>{t`Por link`}</span>
  return (
    <>
      <StatusBadge tone={mailTone(invite.mail)}>{mailWord(invite.mail)}</StatusBadge>
      {invite.mail !== 'sent' && invite.mailError && <p className={css.why}>{mailWhy(invite.mailError)}</p>}
    </>
  )
}

function Expiry({ invite }: { invite: Invite }) {
  const now = useNow(60_000)
  return Date.parse(invite.expiresAt) <= now ? (
    <StatusBadge tone="neutral">{t`Vencido`}</StatusBadge>
  ) : (
    <span className={css.moment}>
      <Moment at={invite.expiresAt} />
    </span>
  )
}

function Acts({ invite }: { invite: Invite }) {
  const revoke = useRevokeInvite()
  const resend = useResendInvite()
  const who = invite.name ?? invite.email ?? t`quem tiver o link`
  return (
    <RowActions>
      {invite.email && (
        <Button
          size="xs"
          variant="default"
          aria-label={t`Enviar de novo a ${who}`}
          loading={resend.isPending}
          onClick={() =>
            void resend
              .mutateAsync(invite.id)
              .then(() => notifyDone(t`Convite enviado de novo.`), notifyError)
          }
        >
          {invite.mail ? t`Enviar de novo` : t`Enviar por e-mail`}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={t`Cancelar o convite de ${who}`}
        loading={revoke.isPending}
        onClick={() =>
          void revoke
            .mutateAsync({ id: invite.id })
            .then(() => notifyDone(t`Convite cancelado.`), notifyError)
        }
      >
        {t`Cancelar`}
      </Button>
    </RowActions>
  )
}
