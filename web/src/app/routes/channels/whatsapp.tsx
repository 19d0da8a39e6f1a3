import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { WhatsAppPage } from '@/features/channels/messages/components/whatsapp-page'
import { TEMPLATE_STATUSES } from '@/features/channels/templates/words'
import { STATUSES } from '@/lib/message-words'
import { useTitle } from '@/lib/use-title'

const MESSAGE_TABS = ['recebidas', 'a-decidir', 'nao-entregues', 'modelos'] as const

export function WhatsAppRoute() {
  const search = useSearch({ from: '/app/whatsapp' })
  const navigate = useNavigate()
  useTitle(t`WhatsApp`)
  return (
    <WhatsAppPage
      channelId={search.numero}
      tab={MESSAGE_TABS.find((tab) => tab === search.aba) ?? 'enviadas'}
      status={STATUSES.find((status) => status === search.status)}
      messageId={search.mensagem}
      templates={{
        status: TEMPLATE_STATUSES.find((status) => status === search.situacao),
        search: search.busca ?? '',
      }}
      onChannel={(numero) => void navigate({ to: '/whatsapp', search: { numero, aba: search.aba } })}
      onTab={(tab) =>
        void navigate({
          to: '/whatsapp',
          search: { numero: search.numero, aba: tab === 'enviadas' ? undefined : tab },
        })
      }
      onStatus={(status) => void navigate({ to: '/whatsapp', search: { ...search, status } })}
      onTemplates={({ status, search: busca }) =>
        void navigate({
          to: '/whatsapp',
          search: { ...search, situacao: status, busca: busca || undefined },
          // Going back does not go through every letter.
          replace: busca !== (search.busca ?? ''),
          resetScroll: false,
        })
      }
      onOpen={(mensagem) =>
        void navigate({
          to: '/whatsapp',
          search: { ...search, mensagem },
          replace: mensagem === undefined,
          resetScroll: false,
        })
      }
      onPerson={(id) => void navigate({ to: '/pessoas/$id', params: { id } })}
    />
  )
}
