import { t } from '@lingui/core/macro'
import { ActionIcon, Button } from '@mantine/core'
import { IconDeviceMobile, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/ui'
import type { AlertDevice, Alerts } from '@/lib/api/types'
import { useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { keys } from '@/lib/query'
import { formatMoment } from '@/lib/time'
import { PushTrouble, pushIsPossible, turnPushOff, turnPushOn, wishedDevice } from '../push'
import css from './alerts.module.css'
import { PushTest } from './push-test'
import { troubleWords } from './trouble'

/** On this device and the others: what is told while no page is open. */
export function PushSection({ alerts }: { alerts: Alerts }) {
  const client = useQueryClient()
  const { user } = useSession()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<PushTrouble | null>(null)
  const here = alerts.devices.find(({ id }) => id === wishedDevice(user.id))
  const refetch = () => client.invalidateQueries({ queryKey: keys.alerts() })

  const turnOn = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      await turnPushOn(alerts.publicKey, user.id)
      notifyDone(t`Este aparelho passa a ser avisado. Faça um teste.`)
    } catch (error) {
      if (!(error instanceof PushTrouble)) throw error
      setTrouble(error)
    }
    await refetch()
    setBusy(false)
  }

  const remove = async (device: AlertDevice) => {
    try {
      await turnPushOff(device.id, user.id)
      const { name } = device
      notifyDone(t`${name} não é mais avisado.`)
    } catch (error) {
      notifyError(error)
    }
    await refetch()
  }

  return (
    <Section
      title={t`Com a tela fechada`}
      text={t`O navegador avisa mesmo sem o CleanApp aberto. O texto vai cifrado: só este aparelho o lê.`}
    >
      <div className={css.block}>
        {!pushIsPossible() ? (
          <p>{t`Este navegador não recebe avisos com a tela fechada. No iPhone, ponha o CleanApp na tela de início e abra por lá.`}</p>
        ) : here ? (
          <PushTest deviceId={here.id} onDone={() => void refetch()} />
        ) : (
          <>
            <Button loading={busy} onClick={() => void turnOn()}>
              {t`Avisar neste aparelho`}
            </Button>
            {trouble && (
              <p className={css.what} role="alert">
                {troubleWords(trouble.step)}
              </p>
            )}
          </>
        )}
        {alerts.devices.length > 0 && (
          <ul className={css.devices} aria-label={t`Aparelhos avisados`}>
            {alerts.devices.map((device) => (
              <li key={device.id} className={css.device}>
                <IconDeviceMobile size={18} stroke={1.75} aria-hidden />
                <span>
                  {device.name}
                  {device.id === here?.id && <> · {t`este aparelho`}</>}
                  <span className={css.what}>{t`Desde ${formatMoment(device.createdAt)}`}</span>
                </span>
                <ActionIcon
                  variant="subtle"
                  color="neutral"
                  size={32}
                  aria-label={t`Não avisar mais em ${device.name}`}
                  title={t`Não avisar mais`}
                  onClick={() => void remove(device)}
                >
                  <IconTrash size={17} stroke={1.75} />
                </ActionIcon>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
