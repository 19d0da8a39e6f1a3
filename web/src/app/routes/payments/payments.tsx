import { t } from '@lingui/core/macro'
import { Link, Navigate, Outlet } from '@tanstack/react-router'
import { useSession } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'
import css from '../settings/settings.module.css'

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
  const sections = useSections()
  useTitle(t`Pagamentos`)
  return (
    <div className={css.page}>
      <p className={css.title}>{t`Pagamentos`}</p>
      <nav className={css.nav} aria-label={t`Pagamentos`}>
        {sections.map((section) => (
          <Link key={section.to} to={section.to} className={css.link}>
            {section.label}
          </Link>
        ))}
      </nav>
      <div className={css.body}>
        <Outlet />
      </div>
    </div>
  )
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
