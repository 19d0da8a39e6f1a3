import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconBellOff, IconVolumeOff, IconX, type Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { NoticeBar } from '@/components/ui'
import { useSession } from '@/lib/auth/session'
import { tabStorage } from '@/lib/storage'
import { forgetDevice } from '../push'
import { type Missing, useMissing } from '../use-missing'
import { useRinging } from '../use-ringing'

const DISMISSED = 'alerts.dismissed'

interface Props {
  /** The conversation before one's eyes. */
  openId: string | undefined
  /** A notification was touched. */
  onOpen: (path: string) => void
}

/** Rings, and says when it could not. Mounted once, by the shell. */
export default function AlertsBar({ openId, onOpen }: Props) {
  useRinging(openId)
  useTouched(onOpen)
  const { user } = useSession()
  const missing = useMissing()
  const [dismissed, setDismissed] = useState(() => tabStorage.get(DISMISSED))
  if (missing === null || missing === dismissed) return null
  const { icon, text, action } = wordsFor(missing)
  const dismiss = () => {
    tabStorage.set(DISMISSED, missing)
    setDismissed(missing)
    // Who does not want it back is not asked again.
    if (missing === 'push') forgetDevice(user.id)
  }
  return (
    <NoticeBar
      icon={icon}
      text={text}
      end={
        <>
          {action}
          <ActionIcon
            variant="subtle"
            color="neutral"
            size={24}
            aria-label={t`Dispensar aviso`}
            onClick={dismiss}
          >
            <IconX size={15} />
          </ActionIcon>
        </>
      }
    />
  )
}

/** The worker shows notifications, and tells the page which was touched. */
function useTouched(onOpen: (path: string) => void) {
  const latest = useRef(onOpen)
  useEffect(() => {
    latest.current = onOpen
  })
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const hear = ({ data }: MessageEvent<{ kind?: string; path?: string }>) => {
      if (data.kind === 'open' && data.path) latest.current(data.path)
    }
    navigator.serviceWorker.addEventListener('message', hear)
    return () => navigator.serviceWorker.removeEventListener('message', hear)
  }, [])
}

function wordsFor(missing: Missing): { icon: Icon; text: string; action?: React.ReactNode } {
  const toSettings = (label: string) => (
    <Button component={Link} to="/configuracoes/alertas" size="compact-xs" variant="default">
      {label}
    </Button>
  )
  switch (missing) {
    case 'denied':
      return {
        icon: IconBellOff,
        text: t`O navegador bloqueia as notificações: com a tela fechada, você não é avisado.`,
        action: toSettings(t`Como liberar`),
      }
    case 'push':
      return {
        icon: IconBellOff,
        text: t`Os avisos deste aparelho pararam de funcionar.`,
        action: toSettings(t`Ligar de novo`),
      }
    case 'sound':
      // The click itself is what the browser waits for.
      return {
        icon: IconVolumeOff,
        text: t`O navegador só deixa tocar o som de alerta depois de um clique nesta página.`,
        action: <Button size="compact-xs" variant="default">{t`Ligar o som`}</Button>,
      }
  }
}
