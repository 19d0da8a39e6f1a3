import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { TemplateDialog } from '@/features/channels/templates/components/template-dialog'
import { InboxPage } from '@/features/inbox/conversations/components/inbox-page'
import { useTitle } from '@/lib/use-title'

export function InboxRoute() {
  const search = useSearch({ from: '/app/atendimento' })
  const navigate = useNavigate()
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
      conversationId={search.conversa}
      showsPerson={search.ver === 'pessoa'}
      onFilter={({ view, status, teamId, labelId, priority }) =>
        void navigate({
          to: '/atendimento',
          search: {
            conversa: search.conversa,
            vista: view === 'all' ? undefined : view,
            situacao: status === 'any' || (status === 'open' && view !== 'mentions') ? undefined : status,
            equipe: teamId,
            etiqueta: labelId,
            prioridade: priority,
          },
          replace: true,
        })
      }
      onOpen={(conversa) =>
        void navigate({ to: '/atendimento', search: { ...search, conversa, ver: undefined } })
      }
      onPerson={(shown) =>
        void navigate({
          to: '/atendimento',
          search: { ...search, ver: shown ? 'pessoa' : undefined },
          replace: !shown,
        })
      }
      template={(props) => <TemplateDialog {...props} />}
    />
  )
}
