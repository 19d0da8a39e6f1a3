import { t } from '@lingui/core/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Brand, PageTitle, PlainFoot, PublicPage } from '@/components/plain'
import { SignInForm } from '@/features/identity/auth/components/sign-in-form'
import { useTitle } from '@/lib/use-title'

export function SignInRoute() {
  const { voltar } = useSearch({ from: '/entrar' })
  const navigate = useNavigate()
  useTitle(t`Entrar`)
  return (
    <PublicPage>
      <Brand />
      <PageTitle title={t`Entrar`} lead={t`Abra o balcão da sua empresa.`} />
      <SignInForm onDone={() => void navigate({ href: voltar ?? '/' })} />
      <PlainFoot>
        {t`Ainda não usa o CleanApp?`} <Link to="/criar-empresa">{t`Criar empresa`}</Link>
      </PlainFoot>
    </PublicPage>
  )
}
