import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './mantine.css'
import { t } from '@lingui/core/macro'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { useElementSize } from '@mantine/hooks'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { LimboBar, useLimbo } from '@/features/inbox/agents/components/limbo-bar'
import { signedOutOnPurpose } from '@/features/identity/auth/api/sign-out'
import { useCan, useSessionState } from '@/lib/auth/session'
import { colorSchemeManager } from '@/lib/color-scheme'
import { useGoKeys, useHotkeys } from '@/lib/hotkeys'
import { useRealtimeInvalidation } from '@/lib/realtime'
import { cssVariables, theme } from '@/theme'
import { CommandPalette } from './command-palette'
import { ConnectionBar } from './connection-bar'
import { KeysSheet } from './keys-sheet'
import { BottomTabs, Sidebar, TopBar } from './navigation'
import { NotAvailable } from './not-available'
import css from './shell.module.css'
import { useIsRefused } from '../use-shows'

// What can fail from here on is put into words while the first page is drawn.
void import('@/lib/api/error-catalogue-inside')
/** Not needed for the first sight of a page. */
const AlertsBar = lazy(() => import('@/features/inbox/alerts/components/alerts-bar'))

export function Shell() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <Guarded />
    </MantineProvider>
  )
}

/** The session may end while the screen is open (another tab, another device): the way out keeps the place. */
function Guarded() {
  const state = useSessionState()
  const navigate = useNavigate()
  const here = useRouterState({ select: (router) => router.location.href })
  const ended = state.status === 'anonymous'
  useEffect(() => {
    if (ended && !here.startsWith('/entrar')) {
      void navigate({ to: '/entrar', search: signedOutOnPurpose() ? {} : { voltar: here }, replace: true })
    }
  }, [ended, here, navigate])
  if (state.status !== 'signed-in') return null
  return (
    <Frame key={`${state.session.user.id}/${state.session.tenant.id}`} tenantId={state.session.tenant.id} />
  )
}

function Frame({ tenantId }: { tenantId: string }) {
  const navigate = useNavigate()
  const mayAnswer = useCan('inbox.conversations.read')
  const openId = useRouterState({
    select: ({ location: { pathname, search } }) =>
      pathname === '/atendimento' ? (search as { conversa?: string }).conversa : undefined,
  })
  const refused = useIsRefused()
  const { ref: barRef, height: barHeight } = useElementSize()
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const { limbo, see } = useLimbo()
  useRealtimeInvalidation(tenantId)

  useHotkeys({ '?': () => setKeys(true) })
  useGoKeys({
    i: () => void navigate({ to: '/atendimento' }),
    h: () => void navigate({ to: '/chamados' }),
    v: () => void navigate({ to: '/comercial/funil' }),
    l: () => void navigate({ to: '/comercial/leads' }),
    k: () => void navigate({ to: '/comercial/painel' }),
    o: () => void navigate({ to: '/comercial/propostas' }),
    b: () => void navigate({ to: '/balcao' }),
    s: () => void navigate({ to: '/senhas' }),
    e: () => void navigate({ to: '/pessoas' }),
    r: () => void navigate({ to: '/comercial/produtos' }),
    d: () => void navigate({ to: '/pagamentos' }),
    w: () => void navigate({ to: '/whatsapp' }),
    c: () => void navigate({ to: '/configuracoes' }),
    p: () => window.open('/painel', '_blank', 'noopener'),
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setPalette((open) => !open)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className={css.shell}>
      <Sidebar onKeys={() => setKeys(true)} onSearch={() => setPalette(true)} />
      <main className={css.main} style={{ '--notices-height': `${barHeight}px` } as React.CSSProperties}>
        <TopBar onKeys={() => setKeys(true)} />
        <div role="status" ref={barRef}>
          <ConnectionBar />
          {mayAnswer && (
            <Suspense fallback={null}>
              <AlertsBar openId={openId} onOpen={(path) => void navigate({ href: path })} />
            </Suspense>
          )}
          {limbo && <LimboBar limbo={limbo} onSeen={see} />}
        </div>
        <div className={css.content}>{refused ? <NotAvailable /> : <Outlet />}</div>
      </main>
      <BottomTabs />
      <aside id="overlays" aria-label={t`Avisos e menus abertos`}>
        <Notifications
          className={css.notices}
          position="bottom-left"
          limit={3}
          zIndex={400}
          withinPortal={false}
        />
      </aside>
      <CommandPalette opened={palette} onClose={() => setPalette(false)} onKeys={() => setKeys(true)} />
      <KeysSheet opened={keys} onClose={() => setKeys(false)} />
    </div>
  )
}
