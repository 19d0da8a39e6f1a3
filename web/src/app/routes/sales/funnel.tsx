import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FunnelPage } from '@/features/sales/opportunities/components/funnel-page'
import { useSession } from '@/lib/auth/session'
import { useTitle } from '@/lib/use-title'

export function FunnelRoute() {
  const search = useSearch({ from: '/app/comercial/funil' })
  const navigate = useNavigate()
  const { user } = useSession()
  useTitle(t`Funil`)
  return (
    <FunnelPage
      search={{
        pipeline: search.funil,
        owner: search.dono === 'eu' ? user.id : search.dono === 'ninguem' ? 'nobody' : search.dono,
        late: search.atrasadas ?? false,
        list: search.ver === 'lista',
        status: search.situacao,
      }}
      onSearch={({ pipeline, owner, late, list, status }) =>
        void navigate({
          to: '/comercial/funil',
          search: {
            funil: pipeline,
            dono: owner === user.id ? 'eu' : owner === 'nobody' ? 'ninguem' : owner,
            atrasadas: late || undefined,
            ver: list ? 'lista' : undefined,
            situacao: status,
          },
          replace: true,
        })
      }
      onOpen={(id) => void navigate({ to: '/comercial/oportunidades/$id', params: { id } })}
    />
  )
}
