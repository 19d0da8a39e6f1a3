import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import {
  Brand,
  PageTitle,
  PlainButton,
  PlainError,
  PlainFoot,
  PlainSkeleton,
  PublicPage,
} from '@/components/plain'
import { openInvite, useAcceptInvite } from '@/features/identity/auth/api/invite'
import { AcceptInviteForm } from '@/features/identity/auth/components/accept-invite-form'
import { useSessionState } from '@/lib/auth/session'
import { roleName } from '@/lib/roles'
import { useTitle } from '@/lib/use-title'

export function AcceptInviteRoute() {
  const { token } = useParams({ from: '/convite/$token' })
  const navigate = useNavigate()
  const state = useSessionState()
  const invite = useQuery(openInvite(token))
  const accept = useAcceptInvite(token)
  useTitle(t`Convite`)
  const done = () => void navigate({ to: '/' })

  return (
    <PublicPage>
      <Brand />
      {invite.isPending && (
        <>
          <PlainSkeleton width="70%" height={30} />
          <PlainSkeleton height={44} />
          <PlainSkeleton height={44} />
        </>
      )}
      {invite.isError && (
        <>
          <PageTitle title={t`Convite`} />
          <PlainError error={invite.error} onRetry={() => void invite.refetch()} />
        </>
      )}
      {invite.data && (
        <>
          <PageTitle
            title={t`Entrar em ${invite.data.tenantName}`}
            lead={t`Você foi convidado como ${roleName(invite.data.role)}.`}
          />
          {state.status === 'signed-in' ? (
            <>
              {accept.isError && <PlainError error={accept.error} />}
              <PlainButton disabled={accept.isPending} onClick={() => accept.mutate({}, { onSuccess: done })}>
                {t`Aceitar como ${state.session.user.name}`}
              </PlainButton>
              <PlainFoot>{t`Você está usando ${state.session.user.email}.`}</PlainFoot>
            </>
          ) : (
            <>
              <AcceptInviteForm token={token} email={invite.data.email} onDone={done} />
              <PlainFoot>
                {t`Já tem uma conta?`}{' '}
                <Link to="/entrar" search={{ voltar: `/convite/${token}` }}>
                  {t`Entrar e aceitar`}
                </Link>
              </PlainFoot>
            </>
          )}
        </>
      )}
    </PublicPage>
  )
}
