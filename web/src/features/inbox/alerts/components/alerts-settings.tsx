import { t } from '@lingui/core/macro'
import { Radio, Skeleton, Stack, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ErrorState, PageHeader, Section } from '@/components/ui'
import type { Alerts, AlertSettings } from '@/lib/api/types'
import { notifyError } from '@/lib/notify'
import { bells } from '@/lib/sound'
import { getAlerts, useChangeAlerts } from '../api/alerts'
import css from './alerts.module.css'
import { PushSection } from './push-section'
import { QuietHours } from './quiet-hours'

export function AlertsSettings() {
  const alerts = useQuery(getAlerts)
  return (
    <>
      <PageHeader
        title={t`Alertas`}
        text={t`Como você fica sabendo de uma mensagem quando está olhando para outro lado. Vale só para você.`}
      />
      {alerts.isPending ? (
        <Stack role="status" aria-busy="true" aria-label={t`Carregando`}>
          <Skeleton height={22} width={220} />
          <Skeleton height={20} width={320} />
          <Skeleton height={20} width={300} />
          <Skeleton height={20} width={180} />
        </Stack>
      ) : alerts.isError && !alerts.data ? (
        <ErrorState error={alerts.error} onRetry={() => void alerts.refetch()} />
      ) : (
        <Chosen alerts={alerts.data} />
      )}
    </>
  )
}

function Chosen({ alerts }: { alerts: Alerts }) {
  const { settings } = alerts
  const change = useChangeAlerts()
  const choose = (changes: Partial<AlertSettings>) =>
    void change.mutateAsync({ ...settings, ...changes }).catch(notifyError)
  return (
    <>
      <Section title={t`O que avisa você`}>
        <Radio.Group
          aria-label={t`O que avisa você`}
          value={settings.scope}
          onChange={(scope) => choose({ scope: scope as AlertSettings['scope'] })}
        >
          <Stack gap="sm">
            <Radio
              value="mine"
              label={t`As minhas e as sem dono`}
              description={t`Mensagens nas suas conversas e nas que ninguém assumiu, quando um colega chama você e quando uma conversa passa a ser sua.`}
            />
            <Radio
              value="all"
              label={t`Todas as que eu vejo`}
              description={t`Também as mensagens nas conversas dos colegas.`}
            />
            <Radio value="none" label={t`Nada`} description={t`Nem som, nem aviso na tela.`} />
          </Stack>
        </Radio.Group>
      </Section>
      <Section title={t`Como`}>
        <div className={css.block}>
          <Switch
            label={t`Tocar um som`}
            description={t`Duas notas curtas, no máximo uma vez a cada três segundos, e não pela conversa que você está vendo.`}
            checked={settings.sound}
            onChange={(event) => {
              const sound = event.currentTarget.checked
              choose({ sound })
              if (sound) bells([659.25, 880], 0.16, 0.22)
            }}
          />
          <Switch
            label={t`Mostrar quem escreveu e o quê`}
            description={t`Desligado, a notificação diz só que há uma mensagem: a tela bloqueada do celular qualquer um lê.`}
            checked={settings.showsWords}
            onChange={(event) => choose({ showsWords: event.currentTarget.checked })}
          />
          <QuietHours
            key={`${settings.quietFrom} ${settings.quietUntil}`}
            settings={settings}
            onChange={choose}
          />
        </div>
      </Section>
      <PushSection alerts={alerts} />
    </>
  )
}
