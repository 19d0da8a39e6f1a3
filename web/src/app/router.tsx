import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { t } from '@lingui/core/macro'
import { buttonClass, PageTitle, PlainError, PublicPage } from '@/components/plain'
import type { ConversationStatus, SupportTicketStatus, Priority } from '@/lib/api/types'
import { landingPage } from '@/lib/auth/landing'
import { sessions } from '@/lib/auth/session'
import type { Feature } from '@/lib/feature-table'
import type { SettingsPage } from './routes/settings/settings'

/** Only a path of this site: a link must not send somebody who has just signed in elsewhere. */
function localPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined
}

const word = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** What the words may be is known where they are used: it need not be loaded to sign in. */
const words = <K extends string>(search: Record<string, unknown>, ...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, word(search[name])])) as { [name in K]?: string }

const root = createRootRoute({
  staticData: { feature: 'platform' },
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: RouteError,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/entrar',
  staticData: { feature: 'identity' },
  validateSearch: (search: Record<string, unknown>): { voltar?: string } => ({
    voltar: localPath(search.voltar),
  }),
  beforeLoad: async ({ search }) => {
    const state = await sessions.ensure().catch(() => null)
    if (state?.status === 'signed-in') throw redirect({ href: search.voltar ?? '/' })
  },
  component: lazyRouteComponent(() => import('./routes/identity/sign-in'), 'SignInRoute'),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/criar-empresa',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/identity/register'), 'RegisterRoute'),
})

const invite = createRoute({
  getParentRoute: () => root,
  path: '/convite/$token',
  staticData: { feature: 'identity' },
  beforeLoad: () =>
    sessions.ensure().then(
      () => undefined,
      () => undefined,
    ),
  component: lazyRouteComponent(() => import('./routes/identity/accept-invite'), 'AcceptInviteRoute'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/esqueci-a-senha',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/identity/forgot-password'), 'ForgotPasswordRoute'),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/nova-senha',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/identity/new-password'), 'NewPasswordRoute'),
})

const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirmar-email',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/identity/confirm-email'), 'ConfirmEmailRoute'),
})

const pay = createRoute({
  getParentRoute: () => root,
  path: '/pay/$token',
  staticData: { feature: 'payments' },
  component: lazyRouteComponent(() => import('./routes/payments/pay'), 'PayRoute'),
})

const publicProposal = createRoute({
  getParentRoute: () => root,
  path: '/p/$token',
  staticData: { feature: 'proposals' },
  component: lazyRouteComponent(() => import('./routes/sales/public-proposal'), 'PublicProposalRoute'),
})

const publicLeadForm = createRoute({
  getParentRoute: () => root,
  path: '/f/$token',
  staticData: { feature: 'leads' },
  component: lazyRouteComponent(() => import('./routes/sales/public-lead-form'), 'PublicLeadFormRoute'),
})

const follow = createRoute({
  getParentRoute: () => root,
  path: '/fila/$token',
  staticData: { feature: 'counter' },
  component: lazyRouteComponent(() => import('./routes/counter/follow'), 'FollowRoute'),
})

const privacyForm = createRoute({
  getParentRoute: () => root,
  path: '/privacidade/$token',
  staticData: { feature: 'privacy' },
  component: lazyRouteComponent(() => import('./routes/privacy/form'), 'PrivacyFormRoute'),
})

const privacyStatus = createRoute({
  getParentRoute: () => root,
  path: '/privacidade/pedido/$token',
  staticData: { feature: 'privacy' },
  component: lazyRouteComponent(() => import('./routes/privacy/status'), 'PrivacyStatusRoute'),
})

const panel = createRoute({
  getParentRoute: () => root,
  path: '/painel',
  staticData: { feature: 'counter' },
  component: lazyRouteComponent(() => import('./routes/counter/panel'), 'PanelRoute'),
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  staticData: { feature: 'platform' },
  beforeLoad: async ({ location }) => {
    const state = await sessions.ensure()
    if (state.status !== 'signed-in') {
      throw redirect({ to: '/entrar', search: location.href === '/' ? {} : { voltar: location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./shell/shell'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  staticData: { feature: 'platform' },
  beforeLoad: () => {
    const state = sessions.snapshot()
    throw redirect({ to: state.status === 'signed-in' ? landingPage(state.session) : '/entrar' })
  },
})

const operator = createRoute({
  getParentRoute: () => app,
  path: '/balcao',
  staticData: { feature: 'counter' },
  component: lazyRouteComponent(() => import('./routes/counter/operator'), 'OperatorRoute'),
})

const tickets = createRoute({
  getParentRoute: () => app,
  path: '/senhas',
  staticData: { feature: 'counter' },
  validateSearch: (search: Record<string, unknown>): { status?: string; senha?: string } =>
    words(search, 'status', 'senha'),
  component: lazyRouteComponent(() => import('./routes/counter/tickets'), 'TicketsRoute'),
})

const contacts = createRoute({
  getParentRoute: () => app,
  path: '/pessoas',
  staticData: { feature: 'people' },
  component: lazyRouteComponent(() => import('./routes/people/contacts'), 'ContactsRoute'),
})

const contact = createRoute({
  getParentRoute: () => app,
  path: '/pessoas/$id',
  staticData: { feature: 'people' },
  component: lazyRouteComponent(() => import('./routes/people/contact'), 'ContactRoute'),
})

interface WhatsAppSearch {
  numero?: string
  aba?: string
  status?: string
  mensagem?: string
  /** Of templates. */
  situacao?: string
  busca?: string
}

const whatsApp = createRoute({
  getParentRoute: () => app,
  path: '/whatsapp',
  staticData: { feature: 'channels' },
  validateSearch: (search: Record<string, unknown>): WhatsAppSearch => ({
    ...words(search, 'numero', 'aba', 'status', 'mensagem', 'situacao'),
    // The router reads what looks like a number as one.
    busca:
      typeof search.busca === 'string' || typeof search.busca === 'number' ? `${search.busca}` : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/channels/whatsapp'), 'WhatsAppRoute'),
})

const VIEWS = ['mine', 'unassigned'] as const
const INBOX_VIEWS = [...VIEWS, 'waiting', 'mentions'] as const
const CONVERSATION_STATUSES: ConversationStatus[] = ['open', 'pending', 'snoozed', 'resolved']
const AUTHORS = ['customer', 'company', 'note'] as const
const PRIORITIES: Priority[] = ['urgent', 'high', 'normal', 'low']

interface InboxSearch {
  conversa?: string
  /** Without: all. */
  vista?: (typeof INBOX_VIEWS)[number]
  /** Without: open; of mentions, any. */
  situacao?: ConversationStatus
  equipe?: string
  etiqueta?: string
  prioridade?: Priority
  /** Of the conversation, the number it is opened at. */
  mensagem?: number
  /** Of what is searched: these, and the team. */
  canal?: string
  autor?: (typeof AUTHORS)[number]
  de?: string
  ate?: string
  /** In a hand, what is looked at. */
  ver?: 'pessoa'
}

const whole = (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined

const day = (value: unknown) =>
  typeof value === 'string' && /^20\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined

const inbox = createRoute({
  getParentRoute: () => app,
  path: '/atendimento',
  staticData: { feature: 'inbox' },
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    conversa: typeof search.conversa === 'string' ? search.conversa : undefined,
    vista: INBOX_VIEWS.find((view) => view === search.vista),
    situacao: CONVERSATION_STATUSES.find((status) => status === search.situacao),
    equipe: typeof search.equipe === 'string' ? search.equipe : undefined,
    etiqueta: typeof search.etiqueta === 'string' ? search.etiqueta : undefined,
    prioridade: PRIORITIES.find((priority) => priority === search.prioridade),
    mensagem: whole(search.mensagem),
    canal: typeof search.canal === 'string' ? search.canal : undefined,
    autor: AUTHORS.find((author) => author === search.autor),
    de: day(search.de),
    ate: day(search.ate),
    ver: search.ver === 'pessoa' ? 'pessoa' : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/inbox/inbox'), 'InboxRoute'),
})

const SUPPORT_STATUSES: SupportTicketStatus[] = [
  'open',
  'in_progress',
  'waiting_customer',
  'resolved',
  'closed',
]

interface SupportTicketsSearch {
  /** Without: all. */
  vista?: (typeof VIEWS)[number]
  situacao?: SupportTicketStatus
  prioridade?: Priority
  atrasados?: boolean
  /** Without: as a list. */
  ver?: 'quadro'
}

const supportTickets = createRoute({
  getParentRoute: () => app,
  path: '/chamados',
  staticData: { feature: 'support_tickets' },
  validateSearch: (search: Record<string, unknown>): SupportTicketsSearch => ({
    vista: VIEWS.find((view) => view === search.vista),
    situacao: SUPPORT_STATUSES.find((status) => status === search.situacao),
    prioridade: PRIORITIES.find((priority) => priority === search.prioridade),
    atrasados: search.atrasados === true || undefined,
    ver: search.ver === 'quadro' ? 'quadro' : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/inbox/tickets'), 'SupportTicketsRoute'),
})

const supportTicket = createRoute({
  getParentRoute: () => app,
  path: '/chamados/$id',
  staticData: { feature: 'support_tickets' },
  component: lazyRouteComponent(() => import('./routes/inbox/ticket'), 'SupportTicketRoute'),
})

interface ProductsSearch {
  busca?: string
  categoria?: string
  /** Without: those that are offered. */
  situacao?: 'inativos' | 'todos'
}

const products = createRoute({
  getParentRoute: () => app,
  path: '/comercial/produtos',
  staticData: { feature: 'products' },
  validateSearch: (search: Record<string, unknown>): ProductsSearch => ({
    // The router reads what looks like a number as one.
    busca:
      typeof search.busca === 'string' || typeof search.busca === 'number' ? `${search.busca}` : undefined,
    ...words(search, 'categoria'),
    situacao: (['inativos', 'todos'] as const).find((state) => state === search.situacao),
  }),
  component: lazyRouteComponent(() => import('./routes/sales/products'), 'ProductsRoute'),
})

const product = createRoute({
  getParentRoute: () => app,
  path: '/comercial/produtos/$id',
  staticData: { feature: 'products' },
  component: lazyRouteComponent(() => import('./routes/sales/product'), 'ProductRoute'),
})

const funnel = createRoute({
  getParentRoute: () => app,
  path: '/comercial/funil',
  staticData: { feature: 'pipeline' },
  validateSearch: (search: Record<string, unknown>): FunnelSearch => ({
    ...words(search, 'funil', 'dono', 'ver', 'situacao', 'etapa', 'origem', 'abertas', 'encerradas'),
    atrasadas: search.atrasadas === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/sales/funnel'), 'FunnelRoute'),
})

const dashboard = createRoute({
  getParentRoute: () => app,
  path: '/comercial/painel',
  staticData: { feature: 'pipeline' },
  validateSearch: (search: Record<string, unknown>): DashboardSearch =>
    words(search, 'periodo', 'dias', 'comparar', 'funil', 'dono', 'origem'),
  component: lazyRouteComponent(() => import('./routes/sales/dashboard'), 'DashboardRoute'),
})

const opportunity = createRoute({
  getParentRoute: () => app,
  path: '/comercial/oportunidades/$id',
  staticData: { feature: 'pipeline' },
  component: lazyRouteComponent(() => import('./routes/sales/opportunity'), 'OpportunityRoute'),
})

interface LeadsSearch {
  /** Without: all. */
  vista?: string
  /** Without: those that are open. */
  situacao?: string
  origem?: string
  dono?: string
  atrasados?: boolean
  /** Without: the newest first. */
  ordem?: string
  /** Opened from a day to another, "2026-11-01..2026-11-30". */
  abertos?: string
}

interface FunnelSearch {
  /** Without: the first. */
  funil?: string
  /** `eu`, `ninguem`, or a colleague's id; without: everybody's. */
  dono?: string
  atrasadas?: boolean
  /** `lista`; without: as a board. */
  ver?: string
  situacao?: string
  etapa?: string
  origem?: string
  /** Opened from a day to another; won or lost. Of every pipeline, where none is named. */
  abertas?: string
  encerradas?: string
}

interface DashboardSearch {
  /** Without: thirty days. */
  periodo?: string
  /** From a day to another. */
  dias?: string
  comparar?: string
  funil?: string
  dono?: string
  origem?: string
}

const leads = createRoute({
  getParentRoute: () => app,
  path: '/comercial/leads',
  staticData: { feature: 'leads' },
  validateSearch: (search: Record<string, unknown>): LeadsSearch => ({
    ...words(search, 'vista', 'situacao', 'origem', 'dono', 'ordem', 'abertos'),
    atrasados: search.atrasados === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/sales/leads'), 'LeadsRoute'),
})

const lead = createRoute({
  getParentRoute: () => app,
  path: '/comercial/leads/$leadId',
  staticData: { feature: 'leads' },
  component: lazyRouteComponent(() => import('./routes/sales/lead'), 'LeadRoute'),
})

const leadImports = createRoute({
  getParentRoute: () => app,
  path: '/comercial/leads/importacoes',
  staticData: { feature: 'leads' },
  component: lazyRouteComponent(() => import('./routes/sales/lead-imports'), 'LeadImportsRoute'),
})

const leadImport = createRoute({
  getParentRoute: () => app,
  path: '/comercial/leads/importacoes/$importId',
  staticData: { feature: 'leads' },
  component: lazyRouteComponent(() => import('./routes/sales/lead-imports'), 'LeadImportRoute'),
})

interface ProposalsSearch {
  situacao?: string
  /** `eu`, `ninguem`, or a colleague's id. */
  dono?: string
  numero?: number
  funil?: string
  origem?: string
  /** Sent from a day to another, and still to be answered; accepted. */
  enviadas?: string
  aceitas?: string
}

const proposals = createRoute({
  getParentRoute: () => app,
  path: '/comercial/propostas',
  staticData: { feature: 'proposals' },
  validateSearch: (search: Record<string, unknown>): ProposalsSearch => ({
    ...words(search, 'situacao', 'dono', 'funil', 'origem', 'enviadas', 'aceitas'),
    numero: whole(search.numero),
  }),
  component: lazyRouteComponent(() => import('./routes/sales/proposals'), 'ProposalsRoute'),
})

const proposal = createRoute({
  getParentRoute: () => app,
  path: '/comercial/propostas/$id',
  staticData: { feature: 'proposals' },
  /** Without: the newest. */
  validateSearch: (search: Record<string, unknown>): { versao?: number } => ({
    versao: whole(search.versao),
  }),
  component: lazyRouteComponent(() => import('./routes/sales/proposal'), 'ProposalRoute'),
})

const profile = createRoute({
  getParentRoute: () => app,
  path: '/perfil',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/profile/profile'), 'ProfileLayout'),
})

const profileData = createRoute({
  getParentRoute: () => profile,
  path: '/',
  staticData: { feature: 'identity' },
  component: lazyRouteComponent(() => import('./routes/profile/data'), 'Route'),
})

const ofProfile = <P extends string>(path: P, load: () => Promise<Record<'Route', React.ComponentType>>) =>
  createRoute({
    getParentRoute: () => profile,
    path,
    staticData: { feature: 'identity' },
    component: lazyRouteComponent(load, 'Route'),
  })

const settings = createRoute({
  getParentRoute: () => app,
  path: '/configuracoes',
  staticData: { feature: 'platform' },
  component: lazyRouteComponent(() => import('./routes/settings/settings'), 'SettingsLayout'),
})

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  staticData: { feature: 'platform' },
  component: lazyRouteComponent(() => import('./routes/settings/settings'), 'SettingsHome'),
})

/** What a section shows is named by the layout, which is loaded with it: that many names are too much for whoever only signs in. */
const section = <P extends SettingsPage>(path: P, feature: Feature) =>
  createRoute({
    getParentRoute: () => settings,
    path,
    staticData: { feature },
    component: lazyRouteComponent(
      () => import('./routes/settings/settings').then(({ PAGES }) => PAGES[path]()),
      'Route',
    ),
  })

const payments = createRoute({
  getParentRoute: () => app,
  path: '/pagamentos',
  staticData: { feature: 'payments' },
  component: lazyRouteComponent(() => import('./routes/payments/payments'), 'PaymentsLayout'),
})

const paymentsHome = createRoute({
  getParentRoute: () => payments,
  path: '/',
  staticData: { feature: 'payments' },
  component: lazyRouteComponent(() => import('./routes/payments/payments'), 'PaymentsHome'),
})

const payment = <P extends string>(path: P, load: () => Promise<Record<'Route', React.ComponentType>>) =>
  createRoute({
    getParentRoute: () => payments,
    path,
    staticData: { feature: 'payments' },
    component: lazyRouteComponent(load, 'Route'),
  })

const routeTree = root.addChildren([
  signIn,
  register,
  invite,
  forgotPassword,
  newPassword,
  confirmEmail,
  pay,
  publicProposal,
  publicLeadForm,
  follow,
  privacyForm,
  privacyStatus,
  panel,
  app.addChildren([
    home,
    inbox,
    supportTickets,
    supportTicket,
    funnel,
    dashboard,
    opportunity,
    leads,
    lead,
    leadImports,
    leadImport,
    proposals,
    proposal,
    operator,
    tickets,
    contacts,
    contact,
    products,
    product,
    whatsApp,
    payments.addChildren([
      paymentsHome,
      payment('a-conferir', () => import('./routes/payments/suspense')),
      payment('devolucoes', () => import('./routes/payments/refunds')),
      payment('conferencia', () => import('./routes/payments/reconciliation')),
      payment('links', () => import('./routes/payments/links')),
      payment('a-mao', () => import('./routes/payments/manual')),
      payment('livro', () => import('./routes/payments/ledger')),
    ]),
    profile.addChildren([
      profileData,
      ofProfile('senha', () => import('./routes/profile/password')),
      ofProfile('duas-etapas', () => import('./routes/profile/second-factor')),
      ofProfile('aparelhos', () => import('./routes/profile/sessions')),
    ]),
    settings.addChildren([
      settingsHome,
      section('alertas', 'inbox'),
      section('servicos', 'counter'),
      section('guiches', 'counter'),
      section('impressoras', 'counter'),
      section('paineis', 'counter'),
      section('sicredi', 'payments'),
      section('whatsapp', 'channels'),
      section('equipes', 'inbox'),
      section('respostas-prontas', 'inbox'),
      section('etiquetas', 'inbox'),
      section('funis', 'pipeline'),
      section('formularios', 'leads'),
      section('formularios/$id', 'leads'),
      section('pontos-dos-leads', 'leads'),
      section('propostas', 'proposals'),
      section('campos-da-pessoa', 'people'),
      section('consentimentos', 'privacy'),
      section('membros', 'identity'),
      section('privacidade', 'privacy'),
      section('privacidade/$id', 'privacy'),
      section('guarda-de-dados', 'privacy'),
      section('operacoes-com-dados', 'privacy'),
      section('incidentes', 'privacy'),
      section('empresa', 'identity'),
    ]),
  ]),
])

function NotFound() {
  return (
    <PublicPage>
      <PageTitle
        title={t`Esta página não existe`}
        lead={t`O endereço pode ter mudado ou estar incompleto.`}
      />
      <a className={buttonClass} href="/">
        {t`Ir para o início`}
      </a>
    </PublicPage>
  )
}

function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <PublicPage>
      <PageTitle title={t`Não foi possível abrir esta página`} />
      <PlainError
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </PublicPage>
  )
}

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  /**
   * Every page says what it belongs to, and is shown to who has that. What is not in the MVP is also left out of a build for it:
   * `component: BUILT.quotes ? lazyRouteComponent(…) : undefined`.
   */
  interface StaticDataRouteOption {
    feature: Feature
  }
}
