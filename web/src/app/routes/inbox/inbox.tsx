import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { InboxPage } from '@/features/inbox/conversations/components/inbox-page'
import { useCan } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'

const TemplateDialog = lazy(() =>
  import('@/features/channels/templates/components/template-dialog').then((file) => ({
    default: file.TemplateDialog,
  })),
)

const LeadAct = lazy(() =>
  import('@/features/sales/leads/components/lead-act').then((file) => ({ default: file.LeadAct })),
)

/** Of a first look at a conversation it is no part. */
const PersonParts = lazy(() => import('./person-parts'))

/** What is searched for is personal: it stays in this browser's history, and out of its address. */
declare module '@tanstack/react-router' {
  interface HistoryState {
    busca?: string
  }
}

const TO = '/atendimento'

export function InboxRoute() {
  const search = useSearch({ from: '/app/atendimento' })
  const text = useLocation({ select: ({ state }) => state.busca ?? '' })
  const navigate = useNavigate()
  const seesLeads = useCan('sales.leads.read')
  useTitle(t`Atendimento`)
  return (
    <InboxPage
      filter={{
        view: search.vista ?? 'all',
        status: search.situacao ?? (search.vista === 'mentions' ? 'any' : 'open'),
        teamId: search.equipe,
        labelId: search.etiqueta,
        priority: search.prioridade,
      }}
      search={{
        teamId: search.equipe,
        channelId: search.canal,
        author: search.autor,
        from: search.de,
        to: search.ate,
      }}
      text={text}
      conversationId={search.conversa}
      at={search.mensagem}
      showsPerson={search.ver === 'pessoa'}
      onFilter={({ view, status, teamId, labelId, priority }) =>
        void navigate({
          to: TO,
          search: {
            ...search,
            vista: view === 'all' ? undefined : view,
            situacao: status === 'any' || (status === 'open' && view !== 'mentions') ? undefined : status,
            equipe: teamId,
            etiqueta: labelId,
            prioridade: priority,
            ver: undefined,
          },
          replace: true,
          state: true,
        })
      }
      onSearch={(busca) =>
        void navigate({
          to: TO,
          // What narrowed the search narrows no list.
          search: busca
            ? search
            : { ...search, canal: undefined, autor: undefined, de: undefined, ate: undefined },
          replace: true,
          state: (before) => ({ ...before, busca: busca || undefined }),
        })
      }
      onNarrow={({ teamId, channelId, author, from, to }) =>
        void navigate({
          to: TO,
          search: { ...search, equipe: teamId, canal: channelId, autor: author, de: from, ate: to },
          replace: true,
          state: true,
        })
      }
      onOpen={(conversa, mensagem) =>
        void navigate({ to: TO, search: { ...search, conversa, mensagem, ver: undefined }, state: true })
      }
      onPerson={(shown) =>
        void navigate({
          to: TO,
          search: { ...search, ver: shown ? 'pessoa' : undefined },
          replace: !shown,
          state: true,
        })
      }
      template={(props) => (
        <Suspense fallback={null}>
          <TemplateDialog {...props} />
        </Suspense>
      )}
      act={(props) =>
        seesLeads && (
          <Suspense fallback={null}>
            <LeadAct
              key={props.contactId}
              {...props}
              onOpen={(leadId) => void navigate({ to: '/comercial/leads/$leadId', params: { leadId } })}
            />
          </Suspense>
        )
      }
      person={(props) => (
        <Suspense fallback={<Skeleton height={120} mt={18} />}>
          <PersonParts key={props.contactId} {...props} />
        </Suspense>
      )}
    />
  )
}
