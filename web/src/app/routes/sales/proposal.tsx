import { t } from '@lingui/core/macro'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ProposalPage } from '@/features/sales/proposals/components/proposal-page'
import { useTitle } from '@/lib/use-title'

export function ProposalRoute() {
  const { id } = useParams({ from: '/app/comercial/propostas/$id' })
  const { versao } = useSearch({ from: '/app/comercial/propostas/$id' })
  const navigate = useNavigate()
  useTitle(t`Proposta`)
  return (
    <ProposalPage
      key={id}
      id={id}
      version={versao}
      onVersion={(version) =>
        void navigate({ to: '/comercial/propostas/$id', params: { id }, search: { versao: version } })
      }
    />
  )
}
