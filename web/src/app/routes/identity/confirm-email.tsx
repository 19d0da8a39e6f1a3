import { t } from '@lingui/core/macro'
import { Link, useLocation } from '@tanstack/react-router'
import { Brand, PageTitle, PlainButton, PlainError, PlainFoot, PublicPage } from '@/components/plain'
import { useConfirmEmail } from '@/features/identity/auth/api/new-password'
import { useTitle } from '@/lib/use-title'

/** By a button: programs that look at links before people do must not confirm anything. */
export function ConfirmEmailRoute() {
  const { hash: token } = useLocation()
  const confirm = useConfirmEmail()
  useTitle(t`Confirmar e-mail`)
  return (
    <PublicPage>
      <Brand />
      {confirm.data ? (
        <div role="status">
          <PageTitle
            title={t`E-mail confirmado`}
            lead={t`A partir de agora você entra com ${confirm.data.email}.`}
          />
        </div>
      ) : (
        <>
          <PageTitle
            title={t`Confirmar e-mail`}
            lead={t`Confirme que este endereço é seu. Sua conta passa a entrar com ele.`}
          />
          {confirm.isError && <PlainError error={confirm.error} />}
          <PlainButton disabled={confirm.isPending} onClick={() => confirm.mutate(token)}>
            {t`Confirmar`}
          </PlainButton>
        </>
      )}
      <PlainFoot>
        <Link to="/">{t`Ir para o início`}</Link>
      </PlainFoot>
    </PublicPage>
  )
}
