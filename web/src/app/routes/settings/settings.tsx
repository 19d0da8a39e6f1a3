import { t } from '@lingui/core/macro'
import { Link, Navigate } from '@tanstack/react-router'
import { useSession } from '@/lib/auth/session'
import { useShows } from '../../use-shows'
import { Sections } from './sections'

function useSections() {
  const { permissions } = useSession()
  const shows = useShows()
  return [
    { to: '/configuracoes/alertas', label: t`Alertas`, needs: 'inbox.conversations.read' },
    { to: '/configuracoes/servicos', label: t`Serviços`, needs: 'counter.settings.manage' },
    { to: '/configuracoes/guiches', label: t`Guichês`, needs: 'counter.settings.manage' },
    { to: '/configuracoes/impressoras', label: t`Impressoras`, needs: 'counter.settings.manage' },
    { to: '/configuracoes/paineis', label: t`Painéis`, needs: 'counter.settings.manage' },
    { to: '/configuracoes/sicredi', label: t`Pix Sicredi`, needs: 'payments.settings.manage' },
    { to: '/configuracoes/whatsapp', label: t`WhatsApp`, needs: 'channels.manage' },
    { to: '/configuracoes/equipes', label: t`Equipes`, needs: 'inbox.teams.manage' },
    {
      to: '/configuracoes/respostas-prontas',
      label: t`Respostas prontas`,
      needs: 'inbox.canned_responses.manage',
    },
    { to: '/configuracoes/etiquetas', label: t`Etiquetas`, needs: 'inbox.labels.manage' },
    { to: '/configuracoes/funis', label: t`Funis`, needs: 'sales.pipelines.manage' },
    { to: '/configuracoes/formularios', label: t`Formulários`, needs: 'sales.lead_forms.manage' },
    { to: '/configuracoes/pontos-dos-leads', label: t`Pontos dos leads`, needs: 'sales.lead_scoring.manage' },
    { to: '/configuracoes/propostas', label: t`Propostas`, needs: 'sales.proposals.manage' },
    { to: '/configuracoes/campos-da-pessoa', label: t`Campos da pessoa`, needs: 'people.fields.manage' },
    { to: '/configuracoes/consentimentos', label: t`Consentimentos`, needs: 'privacy.manage' },
    { to: '/configuracoes/membros', label: t`Membros`, needs: 'identity.members.manage' },
    { to: '/configuracoes/privacidade', label: t`Privacidade`, needs: 'privacy.manage' },
    { to: '/configuracoes/guarda-de-dados', label: t`Guarda de dados`, needs: 'privacy.manage' },
    { to: '/configuracoes/operacoes-com-dados', label: t`Operações com dados`, needs: 'privacy.manage' },
    { to: '/configuracoes/incidentes', label: t`Incidentes`, needs: 'privacy.manage' },
    { to: '/configuracoes/empresa', label: t`Empresa`, needs: 'identity.tenant.manage' },
  ].filter((section) => shows(section.to) && permissions.includes(section.needs))
}

export function SettingsLayout() {
  return <Sections title={t`Configurações`} sections={useSections()} />
}

export function SettingsHome() {
  const [first] = useSections()
  if (first) return <Navigate to={first.to} replace />
  return (
    <p>
      {t`Seu perfil não muda configurações. Peça ao proprietário da empresa.`}{' '}
      <Link to="/balcao">{t`Voltar ao Balcão`}</Link>
    </p>
  )
}

type Page = () => Promise<Record<'Route', React.ComponentType>>

/** Fetched when it is opened. */
export const PAGES = {
  alertas: () => import('./alerts'),
  servicos: () => import('./services'),
  guiches: () => import('./desks'),
  impressoras: () => import('./printers'),
  paineis: () => import('./panels'),
  sicredi: () => import('./sicredi'),
  whatsapp: () => import('./whatsapp'),
  equipes: () => import('./teams'),
  'respostas-prontas': () => import('./canned-responses'),
  etiquetas: () => import('./labels'),
  funis: () => import('./pipelines'),
  formularios: () => import('./lead-forms'),
  'formularios/$id': () => import('./lead-form'),
  'pontos-dos-leads': () => import('./lead-scoring'),
  propostas: () => import('./proposals'),
  'campos-da-pessoa': () => import('./person-fields'),
  consentimentos: () => import('./consents'),
  membros: () => import('./members'),
  privacidade: () => import('./privacy'),
  'privacidade/$id': () => import('./privacy-request'),
  'guarda-de-dados': () => import('./retention'),
  'operacoes-com-dados': () => import('./operations'),
  incidentes: () => import('./incidents'),
  empresa: () => import('./company'),
} satisfies Record<string, Page>

export type SettingsPage = keyof typeof PAGES
