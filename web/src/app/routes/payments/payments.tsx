import { t } from '@lingui/core/macro'
import { Link, Navigate } from '@tanstack/react-router'
import { useSession } from '@/lib/auth/session'
import { Sections } from '../settings/sections'

function useSections() {
  const { permissions } = useSession()
  return [
    { to: '/pagamentos/a-conferir', label: t`A conferir`, needs: 'payments.read' },
    { to: '/pagamentos/devolucoes', label: t`Devoluções`, needs: 'payments.read' },
    { to: '/pagamentos/conferencia', label: t`Conferência`, needs: 'payments.read' },
    { to: '/pagamentos/a-mao', label: t`Dinheiro e cartão`, needs: 'payments.read' },
    { to: '/pagamentos/links', label: t`Links`, needs: 'payments.links.manage' },
    { to: '/pagamentos/livro', label: t`Livro-caixa`, needs: 'payments.read' },
  ].filter((section) => permissions.includes(section.needs))
}

export function PaymentsLayout() {
  return <Sections title={t`Pagamentos`} sections={useSections()} />
}

export function PaymentsHome() {
  const [first] = useSections()
  if (first) return <Navigate to={first.to} replace />
  return (
    <p>
      {t`Seu perfil não vê pagamentos. Peça ao proprietário da empresa.`}{' '}
      <Link to="/balcao">{t`Voltar ao Balcão`}</Link>
    </p>
  )
}
