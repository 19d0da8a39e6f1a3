import { t } from '@lingui/core/macro'
import { Alert, Button, Select, Tabs } from '@mantine/core'
import {
  IconAlertTriangle,
  IconBrandWhatsapp,
  IconCircleCheck,
  IconMessageQuestion,
  IconPlus,
  IconSend,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState, ErrorState, PageHeader, TableSkeleton } from '@/components/ui'
import type { Channel, OutboundStatus, Template } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { STATUSES, statusWords } from '@/lib/message-words'
import { listChannels } from '../../accounts/api/accounts'
import { pauseWords, stateWords } from '../../accounts/words'
import { type TemplateFilter, TemplatesTab } from '../../templates/components/templates-tab'
import type { Target } from '../target'
import { MessageDrawer } from './message-drawer'
import css from './messages.module.css'
import { ReceivedList } from './received-list'
import { DeadLettersNotice, ReplayFailed } from './replay-failed'
import { SendDialog } from './send-dialog'
import { SentList } from './sent-list'

export type WhatsAppTab = 'enviadas' | 'recebidas' | 'a-decidir' | 'nao-entregues' | 'modelos'

interface Props {
  channelId: string | undefined
  tab: WhatsAppTab
  status: OutboundStatus | undefined
  messageId: string | undefined
  templates: TemplateFilter
  onChannel: (channelId: string) => void
  onTab: (tab: WhatsAppTab) => void
  onStatus: (status: OutboundStatus | undefined) => void
  onTemplates: (filter: TemplateFilter) => void
  onOpen: (messageId: string | undefined) => void
  onPerson: (contactId: string) => void
}

export function WhatsAppPage(props: Props) {
  const channels = useQuery({ ...listChannels, refetchInterval: 15_000 })
  const mayManage = useCan('channels.manage')
  const channel = channels.data?.find(({ id }) => id === props.channelId) ?? channels.data?.[0]
  return (
    <div className={css.page}>
      {channels.isPending ? (
        <>
          <PageHeader title={t`WhatsApp`} />
          <TableSkeleton rows={6} />
        </>
      ) : channels.isError && !channels.data ? (
        <>
          <PageHeader title={t`WhatsApp`} />
          <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
        </>
      ) : channel ? (
        <Conversations key={channel.id} {...props} channel={channel} channels={channels.data} />
      ) : (
        <>
          <PageHeader title={t`WhatsApp`} />
          <EmptyState
            icon={IconBrandWhatsapp}
            title={t`Nenhum número conectado`}
            text={
              mayManage
                ? t`Conecte o número da empresa para mandar avisos e conversar com clientes.`
                : t`Peça ao proprietário da empresa para conectar um número em Configurações.`
            }
            action={
              mayManage && (
                <Button component={Link} to="/configuracoes/whatsapp">
                  {t`Conectar número`}
                </Button>
              )
            }
          />
        </>
      )}
    </div>
  )
}

function Conversations(props: Props & { channel: Channel; channels: Channel[] }) {
  const { channel, channels, tab, status, messageId, onChannel, onTab, onStatus, onOpen, onPerson } = props
  const maySend = useCan('channels.messages.send')
  const [sending, setSending] = useState<{
    opening: number
    target: Target | null
    template?: Template
  } | null>(null)
  const compose = (target: Target | null, template?: Template) =>
    setSending((before) => ({ opening: (before?.opening ?? 0) + 1, target, template }))
  const add = maySend && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => compose(null)}>
      {t`Nova mensagem`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`WhatsApp`}
        text={[channel.name, channel.number].filter(Boolean).join(' · ')}
        actions={
          <>
            {channels.length > 1 && (
              <Select
                aria-label={t`Número`}
                value={channel.id}
                data={channels.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => id && onChannel(id)}
              />
            )}
            {add}
          </>
        }
      />
      <Trouble channel={channel} />
      <DeadLettersNotice channelId={channel.id} />
      <Tabs value={tab} onChange={(value) => onTab((value ?? 'enviadas') as WhatsAppTab)} keepMounted={false}>
        <Tabs.List className={css.tabList} aria-label={t`Mensagens`}>
          <Tabs.Tab className={css.tab} value="enviadas">
            {t`Enviadas`}
          </Tabs.Tab>
          <Tabs.Tab className={css.tab} value="recebidas">
            {t`Recebidas`}
          </Tabs.Tab>
          <Tabs.Tab className={css.tab} value="a-decidir">
            {t`A decidir`}
          </Tabs.Tab>
          <Tabs.Tab className={css.tab} value="nao-entregues">
            {t`Não entregues`}
          </Tabs.Tab>
          <Tabs.Tab className={css.tab} value="modelos">
            {t`Modelos`}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className={css.panel} value="enviadas">
          <Select
            className={css.filter}
            aria-label={t`Filtrar por situação`}
            placeholder={t`Todas as situações`}
            clearable
            allowDeselect
            value={status ?? null}
            data={STATUSES.map((value) => ({ value, label: statusWords(value).label }))}
            onChange={(value) => onStatus((value as OutboundStatus | null) ?? undefined)}
          />
          <SentList
            channelId={channel.id}
            label={t`Mensagens enviadas`}
            status={status ? [status] : []}
            onOpen={onOpen}
            empty={
              status ? (
                <EmptyState
                  icon={IconSend}
                  title={t`Nenhuma mensagem nesta situação`}
                  action={
                    <Button variant="default" onClick={() => onStatus(undefined)}>
                      {t`Ver todas`}
                    </Button>
                  }
                />
              ) : (
                <EmptyState
                  icon={IconSend}
                  title={t`Nada enviado ainda`}
                  text={t`Mande a primeira mensagem. A quem ainda não escreveu, só dá para mandar um modelo aprovado.`}
                  action={add}
                />
              )
            }
          />
        </Tabs.Panel>
        <Tabs.Panel className={css.panel} value="recebidas">
          <ReceivedList channelId={channel.id} onPerson={onPerson} onTarget={compose} />
        </Tabs.Panel>
        <Tabs.Panel className={css.panel} value="a-decidir">
          <p className={css.about}>
            <strong>{t`Não dá para saber se chegou.`}</strong>{' '}
            {t`A Meta não respondeu direito a estas mensagens. Se um aviso dela chegar, elas saem daqui sozinhas. Enviar de novo pode fazer o cliente receber duas vezes; desistir pode deixá-lo sem nenhuma.`}
          </p>
          <SentList
            channelId={channel.id}
            label={t`Mensagens a decidir`}
            status={['unknown', 'needs_review']}
            onOpen={onOpen}
            empty={<EmptyState icon={IconMessageQuestion} title={t`Nada a decidir`} />}
          />
        </Tabs.Panel>
        <Tabs.Panel className={css.panel} value="nao-entregues">
          <p className={css.about}>
            {t`É certo que estas mensagens não chegaram. Corrija o motivo, quando der, e tente de novo.`}
          </p>
          <ReplayFailed channelId={channel.id} />
          <SentList
            channelId={channel.id}
            label={t`Mensagens não entregues`}
            status={['failed']}
            onOpen={onOpen}
            empty={<EmptyState icon={IconCircleCheck} title={t`Todas foram entregues ou estão a caminho`} />}
          />
        </Tabs.Panel>
        <Tabs.Panel className={css.panel} value="modelos">
          <TemplatesTab
            channelId={channel.id}
            filter={props.templates}
            onFilter={props.onTemplates}
            onSend={maySend ? (template) => compose(null, template) : undefined}
          />
        </Tabs.Panel>
      </Tabs>
      <MessageDrawer
        channelId={channel.id}
        id={messageId ?? null}
        onClose={() => onOpen(undefined)}
        onTarget={(target) => {
          onOpen(undefined)
          compose(target)
        }}
      />
      {sending && (
        <SendDialog
          key={sending.opening}
          channelId={channel.id}
          target={sending.target}
          template={sending.template}
          onClose={() => setSending(null)}
        />
      )}
    </>
  )
}

/** Why messages may stand still, where people write them. */
function Trouble({ channel }: { channel: Channel }) {
  const mayManage = useCan('channels.manage')
  const { state, pauseCode } = channel.health
  if (state !== 'paused' && state !== 'token_invalid' && state !== 'no_webhook') return null
  const words = stateWords(state)
  return (
    <Alert
      mb={16}
      color={state === 'no_webhook' ? 'warn' : 'danger'}
      icon={<IconAlertTriangle size={18} />}
      title={words.label}
    >
      <p>{state === 'paused' ? pauseWords(pauseCode) : words.next}</p>
      {mayManage ? (
        <p>
          <Link to="/configuracoes/whatsapp">{t`Abrir os números do WhatsApp`}</Link>
        </p>
      ) : (
        <p>{t`Avise o proprietário da empresa.`}</p>
      )}
    </Alert>
  )
}
