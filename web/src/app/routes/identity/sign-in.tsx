import { t } from '@lingui/core/macro'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Brand, PageTitle, PlainFoot, PlainSkeleton, PublicPage } from '@/components/plain'
import { SignInForm } from '@/features/identity/auth/components/sign-in-form'
import { isHalfway } from '@/features/identity/auth/second-step'
import type { ApiError } from '@/lib/api/problem'
import { config } from '@/lib/config'
import { useTitle } from '@/lib/use-title'

const AfterPassword = lazy(() =>
  import('@/features/identity/auth/components/second-step').then((module) => ({
    default: module.AfterPassword,
  })),
)

export function SignInRoute() {
  const { voltar } = useSearch({ from: '/entrar' })
  const navigate = useNavigate()
  const [halfway, setHalfway] = useState<(ApiError & { token: string }) | null>(null)
  useTitle(t`Entrar`)
  const done = () => void navigate({ href: voltar ?? '/' })
  return (
    <PublicPage>
      <Brand />
      {halfway ? (
        <Suspense fallback={<PlainSkeleton height={44} />}>
          <AfterPassword halfway={halfway} onDone={done} onBack={() => setHalfway(null)} />
        </Suspense>
      ) : (
        <>
          <PageTitle title={t`Entrar`} lead={t`Abra o balcão da sua empresa.`} />
          <SignInForm onDone={done} onHalfway={(error) => isHalfway(error) && setHalfway(error)} />
          {config().mail && (
            <PlainFoot>
              <Link to="/esqueci-a-senha">{t`Esqueci minha senha`}</Link>
            </PlainFoot>
          )}
          <PlainFoot>
            {t`Ainda não usa o CleanApp?`} <Link to="/criar-empresa">{t`Criar empresa`}</Link>
          </PlainFoot>
        </>
      )}
    </PublicPage>
  )
}
