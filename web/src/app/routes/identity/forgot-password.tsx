import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Brand, PageTitle, PlainFoot, PublicPage } from '@/components/plain'
import { ForgotPasswordForm } from '@/features/identity/auth/components/forgot-password-form'
import { useTitle } from '@/lib/use-title'

export function ForgotPasswordRoute() {
  const [asked, setAsked] = useState<string | null>(null)
  useTitle(t`Esqueci minha senha`)
  return (
    <PublicPage>
      <Brand />
      {asked === null ? (
        <>
          <PageTitle
            title={t`Esqueci minha senha`}
            lead={t`Informe o e-mail da sua conta e enviaremos um link para criar uma senha nova.`}
          />
          <ForgotPasswordForm onAsked={setAsked} />
        </>
      ) : (
        <div role="status">
          <PageTitle
            title={t`Confira seu e-mail`}
            lead={t`Se ${asked} tem uma conta, um link acaba de ser enviado para lá. Ele vale por 30 minutos. Não chegou? Olhe o lixo eletrônico, e confira o endereço.`}
          />
        </div>
      )}
      <PlainFoot>
        <Link to="/entrar">{t`Voltar para a entrada`}</Link>
      </PlainFoot>
    </PublicPage>
  )
}
