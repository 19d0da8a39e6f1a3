import { t } from '@lingui/core/macro'
import { Link, useNavigate } from '@tanstack/react-router'
import { Brand, PageTitle, PlainFoot, PublicPage } from '@/components/plain'
import { RegisterForm } from '@/features/identity/auth/components/register-form'
import { useTitle } from '@/lib/use-title'

export function RegisterRoute() {
  const navigate = useNavigate()
  useTitle(t`Criar empresa`)
  return (
    <PublicPage>
      <Brand />
      <PageTitle
        title={t`Criar empresa`}
        lead={t`Em poucos minutos: serviços, guichê e a primeira senha na mão do cliente.`}
      />
      <RegisterForm onDone={() => void navigate({ to: '/configuracoes/servicos' })} />
      <PlainFoot>
        {t`Já tem uma conta?`} <Link to="/entrar">{t`Entrar`}</Link>
      </PlainFoot>
    </PublicPage>
  )
}
