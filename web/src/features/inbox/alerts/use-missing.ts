import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Alerts } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { useAway } from '@/lib/use-away'
import { getAlerts } from './api/alerts'
import { isSubscribed, subscribe, wishedDevice } from './push'
import { useSoundReady } from './use-sound-ready'

export type Missing = 'denied' | 'push' | 'sound'

/** Why somebody would not be told just now; null: they would be, or are told by the bar of the connection that they would not. */
export function useMissing(): Missing | null {
  const alerts = useQuery(getAlerts)
  const soundReady = useSoundReady()
  const away = useAway()
  const push = usePushGone(alerts.data)
  const settings = alerts.data?.settings
  if (away || !settings || settings.scope === 'none') return null
  if ('Notification' in window && Notification.permission === 'denied') return 'denied'
  if (push) return 'push'
  return settings.sound && !soundReady ? 'sound' : null
}

/** This browser is to be told and is not. It is mended where nobody has to be asked; what somebody removed on purpose stays removed. */
function usePushGone(alerts: Alerts | undefined): boolean {
  const { user } = useSession()
  const [gone, setGone] = useState(false)
  useEffect(() => {
    if (!alerts) return
    let left = false
    const isGone = async () => {
      const wished = wishedDevice(user.id)
      if (wished === null) return false
      const entered = alerts.devices.find(({ id }) => id === wished)
      if (!entered || Notification.permission !== 'granted') return true
      if (entered.isThisSession && (await isSubscribed(alerts.publicKey))) return false
      return subscribe(alerts.publicKey, user.id).then(
        () => false,
        () => true,
      )
    }
    void isGone().then((now) => !left && setGone(now))
    return () => {
      left = true
    }
  }, [alerts, user.id])
  return gone
}
