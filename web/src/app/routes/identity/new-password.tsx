import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Brand, PageTitle, PlainError, PlainFoot, PlainSkeleton, PublicPage } from '@/components/plain'
import { openReset } from '@/features/identity/auth/api/new-password'
import { NewPasswordForm } from '@/features/identity/auth/components/new-password-form'
import { useTitle } from '@/lib/use-title'

/** The link's secret is behind the sharp, so it is in no server's log. */
export function NewPasswordRoute() {
  const { hash: token } = useLocation()
  const link = useQuery(openReset(token))
  const [done, setDone] = useState(false)
  useTitle(t`Senha nova`)
  return (
    <PublicPage>
      <Brand />
      {done ? (
        <div role="status">
          <PageTitle
            title={t`Senha trocada`}
            lead={t`Todos os aparelhos saíram da conta. Entre com a senha nova.`}
          />
        </div>
      ) : (
        <PageTitle title={t`Senha nova`} />
      )}
      {!done && link.isPending && <PlainSkeleton height={44} />}
      {!done && link.isError && <PlainError error={link.error} />}
      {!done && link.data && <NewPasswordForm token={token} onDone={() => setDone(true)} />}
      <PlainFoot>
        {link.isError && !done ? (
          <Link to="/esqueci-a-senha">{t`Pedir outro link`}</Link>
        ) : (
          <Link to="/entrar">{t`Ir para a entrada`}</Link>
        )}
      </PlainFoot>
    </PublicPage>
  )
}
