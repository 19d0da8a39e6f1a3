import { t } from '@lingui/core/macro'
import { Button, Modal } from '@mantine/core'
import {
  IconBrandWhatsapp,
  IconPencil,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconWebhook,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState, ErrorState, Moment, PageHeader, StatusBadge, TableSkeleton } from '@/components/ui'
import type { Channel, ChannelSettings } from '@/lib/api/types'
import { notifyDone, notifyError, notifyTrouble } from '@/lib/notify'
import { formatDay } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { getChannel, listChannels, useCheckChannel, useResumeChannel } from '../api/accounts'
import { limitWords, pauseWords, qualityWords, stateWords, tokenEndsSoon } from '../words'
import { ChannelDialog } from './channel-dialog'
import css from './channels.module.css'
import { MetaSteps } from './meta-steps'
import { Usage } from './usage'

const seen = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

export function WhatsAppSettings() {
  const channels = useQuery({ ...listChannels, refetchInterval: 15_000 })
  const [connecting, setConnecting] = useState(false)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const [connected, setConnected] = useState<ChannelSettings | null>(null)
  const connect = (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setOpening((n) => n + 1)
        setConnecting(true)
      }}
    >
      {t`Conectar número`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`WhatsApp`}
        text={t`Os números da empresa na API oficial da Meta. Por eles se mandam avisos e se conversa com clientes.`}
        actions={channels.data?.length ? connect : undefined}
      />
      {connected && (
        <div className={css.connected} ref={seen}>
          <h2 className={css.name}>{t`O que informar na Meta`}</h2>
          <p className={css.dim}>{t`Falta isto para que respostas e confirmações cheguem.`}</p>
          <MetaSteps settings={connected} />
          <div className={css.actions}>
            <Button variant="default" onClick={() => setConnected(null)}>
              {t`Já informei`}
            </Button>
          </div>
        </div>
      )}
      {channels.isPending ? (
        <TableSkeleton rows={2} />
      ) : channels.isError && !channels.data ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : channels.data.length === 0 ? (
        <EmptyState
          icon={IconBrandWhatsapp}
          title={t`Nenhum número conectado`}
          text={t`Tenha à mão o ID do número, o ID da conta, um token e o segredo do app, que a Meta mostra.`}
          action={connect}
        />
      ) : (
        <ul className={css.list} aria-label={t`Números conectados`}>
          {channels.data.map((channel) => (
            <li key={channel.id} className={css.channel}>
              <ChannelCard channel={channel} />
            </li>
          ))}
        </ul>
      )}
      <ChannelDialog
        key={opening}
        opened={connecting}
        onClose={() => setConnecting(false)}
        onDone={(settings) => {
          setConnecting(false)
          setConnected(settings)
        }}
      />
    </>
  )
}

function ChannelCard({ channel }: { channel: Channel }) {
  const check = useCheckChannel()
  const resume = useResumeChannel()
  const [dialog, setDialog] = useState<'change' | 'meta' | null>(null)
  const { health } = channel
  const words = stateWords(health.state)
  const close = () => setDialog(null)
  return (
    <>
      <div className={css.head}>
        <div>
          <h2 className={css.name}>{channel.name}</h2>
          <p className={css.dim}>
            {[channel.number, channel.verifiedName].filter(Boolean).join(' · ') ||
              t`O número aparece depois de verificar`}
          </p>
        </div>
        <StatusBadge tone={words.tone}>{words.label}</StatusBadge>
      </div>
      <p className={css.next}>
        {health.state === 'paused' && (
          <>
            {pauseWords(health.pauseCode)}
            <br />
          </>
        )}
        {words.next}
      </p>
      <Facts channel={channel} />
      <Usage channelId={channel.id} />
      <div className={css.actions}>
        {health.state === 'paused' && (
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            loading={resume.isPending}
            onClick={() =>
              void resume
                .mutateAsync(channel.id)
                .then(() => notifyDone(t`Envio retomado. O que esperava sai agora.`), notifyError)
            }
          >
            {t`Retomar envio`}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={check.isPending}
          onClick={() =>
            void check
              .mutateAsync(channel.id)
              .then(
                ({ health: found }) =>
                  found.state === 'token_invalid'
                    ? notifyTrouble(stateWords(found.state).next)
                    : notifyDone(t`Verificado: ${stateWords(found.state).label}.`),
                notifyError,
              )
          }
        >
          {t`Verificar`}
        </Button>
        <Button variant="default" leftSection={<IconWebhook size={16} />} onClick={() => setDialog('meta')}>
          {t`O que informar na Meta`}
        </Button>
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setDialog('change')}>
          {t`Alterar`}
        </Button>
      </div>
      <Modal opened={dialog === 'meta'} onClose={close} title={t`O que informar na Meta`} size={620}>
        {dialog === 'meta' && <Steps channelId={channel.id} />}
      </Modal>
      {dialog === 'change' && <Change channelId={channel.id} onClose={close} />}
    </>
  )
}

function Facts({ channel: { health } }: { channel: Channel }) {
  const now = useNow(60_000)
  if (health.checkedAt === null && health.lastWebhookAt === null && health.pauseCode === null) return null
  const quality = qualityWords(health.quality)
  const soon = tokenEndsSoon(health.tokenExpiresAt, now)
  return (
    <dl className={css.facts}>
      {health.state === 'paused' && (
        <>
          {health.pausedAt && (
            <div>
              <dt>{t`Pausado desde`}</dt>
              <dd>
                <Moment at={health.pausedAt} />
              </dd>
            </div>
          )}
          {health.pauseCode !== null && (
            <div>
              <dt>{t`Código da Meta`}</dt>
              <dd className="tabular">{health.pauseCode}</dd>
            </div>
          )}
        </>
      )}
      {quality && (
        <div>
          <dt>{t`Qualidade`}</dt>
          <dd>
            <StatusBadge tone={quality.tone}>{quality.label}</StatusBadge>
          </dd>
        </div>
      )}
      <div>
        <dt>{t`Limite para iniciar conversas`}</dt>
        <dd>{limitWords(health.messagingLimit)}</dd>
      </div>
      <div>
        <dt>{t`Mensagens por segundo`}</dt>
        <dd className="tabular">{t`até ${health.messagesPerSecond}`}</dd>
      </div>
      {health.checkedAt && (
        <div>
          <dt>{t`Token vale até`}</dt>
          <dd>
            {health.tokenExpiresAt === null ? (
              t`sem prazo`
            ) : soon ? (
              <StatusBadge tone="warn">{formatDay(health.tokenExpiresAt)}</StatusBadge>
            ) : (
              formatDay(health.tokenExpiresAt)
            )}
          </dd>
        </div>
      )}
      <div>
        <dt>{t`Último aviso da Meta`}</dt>
        <dd>{health.lastWebhookAt ? <Moment at={health.lastWebhookAt} /> : t`nenhum ainda`}</dd>
      </div>
      {health.checkedAt && (
        <div>
          <dt>{t`Verificado`}</dt>
          <dd>
            <Moment at={health.checkedAt} />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Steps({ channelId }: { channelId: string }) {
  const settings = useQuery(getChannel(channelId))
  if (settings.isPending) return <TableSkeleton rows={3} />
  if (settings.isError && !settings.data)
    return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
  return <MetaSteps settings={settings.data} />
}

/** The form is filled once, with what is in force when it opens. */
function Change({ channelId, onClose }: { channelId: string; onClose: () => void }) {
  const settings = useQuery({ ...getChannel(channelId), staleTime: 0, refetchOnWindowFocus: false })
  if (settings.isPending || (settings.isFetching && !settings.isFetchedAfterMount)) return null
  if (settings.isError && !settings.data)
    return (
      <Modal opened onClose={onClose} title={t`Alterar número`}>
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      </Modal>
    )
  return <ChannelDialog opened onClose={onClose} settings={settings.data} onDone={onClose} />
}
