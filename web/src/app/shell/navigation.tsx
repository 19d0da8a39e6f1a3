import { t } from '@lingui/core/macro'
import { Menu, useMantineColorScheme } from '@mantine/core'
import {
  IconBrandWhatsapp,
  IconCheck,
  IconChartHistogram,
  IconClipboardList,
  IconCoins,
  IconDeviceDesktop,
  IconDeviceTv,
  IconDots,
  IconFileText,
  IconFilter,
  IconKeyboard,
  IconListDetails,
  IconLogout,
  IconMessages,
  IconMoon,
  IconPackage,
  IconSearch,
  IconSelector,
  IconSettings,
  IconSun,
  IconTicket,
  IconUserCircle,
  IconUsers,
  IconUserStar,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Kbd } from '@/components/ui'
import { MyStateItems, useMyState } from '@/features/inbox/agents/components/my-state'
import { StateDot } from '@/features/inbox/agents/components/state-dot'
import { stateWords } from '@/features/inbox/agents/words'
import { Avatar } from '@/components/ui/avatar'
import { signOut } from '@/features/identity/auth/api/sign-out'
import { useSwitchTenant } from '@/features/identity/auth/api/switch-tenant'
import { useSession } from '@/lib/auth/session'
import { notifyError } from '@/lib/notify'
import { getProfile } from '@/lib/profile'
import { roleName } from '@/lib/roles'
import css from './shell.module.css'
import { useShows } from '../use-shows'

const AwayDialog = lazy(() =>
  import('@/features/inbox/agents/components/away-dialog').then((file) => ({ default: file.AwayDialog })),
)

function useLinks() {
  const { permissions } = useSession()
  const shows = useShows()
  return [
    {
      to: '/atendimento',
      label: t`Atendimento`,
      short: t`Conversas`,
      icon: IconMessages,
      keys: 'g i',
      needs: 'inbox.conversations.read',
    },
    {
      to: '/chamados',
      label: t`Chamados`,
      icon: IconClipboardList,
      keys: 'g h',
      needs: 'inbox.conversations.read',
    },
    {
      to: '/comercial/funil',
      label: t`Funil`,
      icon: IconFilter,
      keys: 'g v',
      needs: 'sales.opportunities.read',
    },
    { to: '/comercial/leads', label: t`Leads`, icon: IconUserStar, keys: 'g l', needs: 'sales.leads.read' },
    {
      to: '/comercial/painel',
      label: t`Painel comercial`,
      short: t`Painel`,
      icon: IconChartHistogram,
      keys: 'g k',
      needs: 'sales.opportunities.read',
    },
    {
      to: '/comercial/propostas',
      label: t`Propostas`,
      icon: IconFileText,
      keys: 'g o',
      needs: 'sales.opportunities.read',
    },
    { to: '/balcao', label: t`Balcão`, icon: IconTicket, keys: 'g b' },
    { to: '/senhas', label: t`Senhas`, icon: IconListDetails, keys: 'g s' },
    { to: '/pessoas', label: t`Pessoas`, icon: IconUsers, keys: 'g e' },
    {
      to: '/comercial/produtos',
      label: t`Produtos`,
      icon: IconPackage,
      keys: 'g r',
      needs: 'sales.products.read',
    },
    { to: '/pagamentos', label: t`Pagamentos`, icon: IconCoins, keys: 'g d', needs: 'payments.links.manage' },
    {
      to: '/whatsapp',
      label: t`WhatsApp`,
      icon: IconBrandWhatsapp,
      keys: 'g w',
      needs: 'channels.messages.read',
    },
    { to: '/configuracoes', label: t`Configurações`, short: t`Ajustes`, icon: IconSettings, keys: 'g c' },
  ].filter(({ to, needs }) => shows(to) && (!needs || permissions.includes(needs)))
}

export function Sidebar({ onKeys, onSearch }: { onKeys: () => void; onSearch: () => void }) {
  return (
    <aside className={css.side}>
      <CompanySwitcher />
      <nav className={css.nav} aria-label={t`Principal`}>
        {useLinks().map(({ to, label, icon: Icon }) => (
          <Link key={to} to={to} className={css.link} aria-label={label} title={label}>
            <Icon size={18} stroke={1.75} aria-hidden />
            <span>{label}</span>
          </Link>
        ))}
        <a
          className={css.link}
          href="/painel"
          target="_blank"
          rel="noopener"
          aria-label={t`Painel da TV`}
          title={t`Painel da TV`}
        >
          <IconDeviceTv size={18} stroke={1.75} aria-hidden />
          <span>{t`Painel da TV`}</span>
        </a>
      </nav>
      <div className={css.bottom}>
        <button type="button" className={css.person} onClick={onSearch} title={t`Buscar`}>
          <IconSearch size={18} stroke={1.75} aria-hidden />
          <span className={css.personText}>{t`Buscar`}</span>
          <Kbd hint>Ctrl K</Kbd>
        </button>
        <PersonMenu onKeys={onKeys} />
      </div>
    </aside>
  )
}

export function TopBar({ onKeys }: { onKeys: () => void }) {
  return (
    <div className={css.top}>
      <CompanySwitcher />
      <PersonMenu onKeys={onKeys} />
    </div>
  )
}

/** As many as fit into 320 px. */
const MOST_TABS = 6

export function BottomTabs() {
  const links = useLinks()
  const beside = links.length > MOST_TABS ? links.slice(0, MOST_TABS - 1) : links
  const rest = links.slice(beside.length)
  return (
    <nav className={css.tabs} aria-label={t`Principal`}>
      {beside.map(({ to, label, short, icon: Icon }) => (
        <Link key={to} to={to} className={css.tab}>
          <Icon size={21} stroke={1.75} aria-hidden />
          {short ?? label}
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <button type="button" className={css.tab}>
              <IconDots size={21} stroke={1.75} aria-hidden />
              {t`Mais`}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ to, label, icon: Icon }) => (
              <Menu.Item
                key={to}
                component={Link}
                to={to}
                leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  )
}

function CompanySwitcher() {
  const { tenant, tenants } = useSession()
  const switchTenant = useSwitchTenant()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={css.company}>
          <span
            className={css.initial}
            aria-hidden
            data-initial={tenant.name.trim().charAt(0).toUpperCase()}
          />
          <span className={css.companyName}>{tenant.name}</span>
          <span className="visually-hidden">{t`Trocar de empresa`}</span>
          <IconSelector size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t`Suas empresas`}</Menu.Label>
        {tenants.map((other) => (
          <Menu.Item
            key={other.id}
            rightSection={other.id === tenant.id ? <IconCheck size={16} /> : null}
            onClick={() => {
              if (other.id === tenant.id) return
              void switchTenant.mutateAsync(other.id).then(() => void navigate({ to: '/' }), notifyError)
            }}
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu({ onKeys }: { onKeys: () => void }) {
  const { user, role } = useSession()
  const profile = useQuery({ ...getProfile, staleTime: 60_000 })
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const me = useMyState()
  const [leaving, setLeaving] = useState(0)
  const [opened, setOpened] = useState(false)
  const scheme = (value: 'light' | 'dark' | 'auto', label: string, icon: ReactNode) => (
    <Menu.Item
      leftSection={icon}
      rightSection={colorScheme === value ? <IconCheck size={16} /> : null}
      onClick={() => setColorScheme(value)}
    >
      {label}
    </Menu.Item>
  )
  return (
    <>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <button type="button" className={css.person}>
            <span className={css.personIcon}>
              <Avatar userId={user.id} avatar={profile.data?.avatar} name={user.name} size={26} />
              {me && (
                <span className={css.personDot}>
                  <StateDot agent={me} />
                </span>
              )}
            </span>
            <span className={css.personText}>
              <span>{user.name}</span>
              <span className={css.personRole}>{me?.state === 'away' ? stateWords(me) : roleName(role)}</span>
            </span>
            <span className="visually-hidden">{t`Perfil, aparência, atalhos e sair`}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {me && (
            <MyStateItems
              me={me}
              onAway={() => {
                setLeaving((n) => n + 1)
                setOpened(true)
              }}
            />
          )}
          <Menu.Label>{user.email}</Menu.Label>
          <Menu.Item component={Link} to="/perfil" leftSection={<IconUserCircle size={16} />}>
            {t`Meu perfil`}
          </Menu.Item>
          <Menu.Divider />
          {scheme('light', t`Claro`, <IconSun size={16} />)}
          {scheme('dark', t`Escuro`, <IconMoon size={16} />)}
          {scheme('auto', t`Como no aparelho`, <IconDeviceDesktop size={16} />)}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconKeyboard size={16} />}
            rightSection={<Kbd hint>?</Kbd>}
            onClick={onKeys}
          >
            {t`Atalhos do teclado`}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
            {t`Sair`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving > 0 && (
        <Suspense fallback={null}>
          <AwayDialog key={leaving} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
