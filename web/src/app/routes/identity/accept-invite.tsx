import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import {
  Brand,
  LinkButton,
  PageTitle,
  PlainButton,
  PlainError,
  PlainFoot,
  PlainSkeleton,
  PublicPage,
} from '@/components/plain'
import { openInvite, useAcceptInvite } from '@/features/identity/auth/api/invite'
import { AcceptAsExistingForm } from '@/features/identity/auth/components/accept-as-existing-form'
import { AcceptInviteForm } from '@/features/identity/auth/components/accept-invite-form'
import { isHalfway } from '@/features/identity/auth/second-step'
import type { ApiError } from '@/lib/api/problem'
import { useSessionState } from '@/lib/auth/session'
import { roleName } from '@/lib/roles'
import { useTitle } from '@/lib/use-title'

const AfterPassword = lazy(() =>
  import('@/features/identity/auth/components/second-step').then((module) => ({
    default: module.AfterPassword,
  })),
)

export function AcceptInviteRoute() {
  const { token } = useParams({ from: '/convite/$token' })
  const navigate = useNavigate()
  const state = useSessionState()
  const invite = useQuery(openInvite(token))
  const accept = useAcceptInvite(token)
  useTitle(t`Convite`)
  const [known, setKnown] = useState(false)
  const [halfway, setHalfway] = useState<(ApiError & { token: string }) | null>(null)
  const done = () => void navigate({ to: '/' })
  const next = (error: unknown) => isHalfway(error) && setHalfway(error)

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
      {invite.data && halfway && (
        <Suspense fallback={<PlainSkeleton height={44} />}>
          <AfterPassword halfway={halfway} onDone={done} onBack={() => setHalfway(null)} />
        </Suspense>
      )}
      {invite.data && !halfway && (
        <>
          <PageTitle
            title={t`Entrar em ${invite.data.tenantName}`}
            lead={t`Você foi convidado como ${roleName(invite.data.role)}.`}
          />
          {state.status === 'signed-in' ? (
            <>
              {accept.isError && <PlainError error={accept.error} />}
              <PlainButton
                disabled={accept.isPending}
                onClick={() => void accept.mutateAsync({}).then(done, next)}
              >
                {t`Aceitar como ${state.session.user.name}`}
              </PlainButton>
              <PlainFoot>{t`Você está usando ${state.session.user.email}.`}</PlainFoot>
            </>
          ) : known ? (
            <>
              <AcceptAsExistingForm token={token} email={invite.data.email} onDone={done} onHalfway={next} />
              <PlainFoot>
                <LinkButton onClick={() => setKnown(false)}>{t`Ainda não tenho conta`}</LinkButton>
              </PlainFoot>
            </>
          ) : (
            <>
              <AcceptInviteForm
                token={token}
                email={invite.data.email}
                name={invite.data.name}
                onDone={done}
                onHalfway={next}
                onKnown={() => setKnown(true)}
              />
              <PlainFoot>
                {t`Já tem uma conta?`}{' '}
                <LinkButton onClick={() => setKnown(true)}>{t`Entrar e aceitar`}</LinkButton>
              </PlainFoot>
            </>
          )}
        </>
      )}
    </PublicPage>
  )
}
