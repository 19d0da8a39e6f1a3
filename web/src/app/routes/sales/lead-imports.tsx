import { t } from '@lingui/core/macro'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ImportPage } from '@/features/sales/lead-imports/components/import-page'
import { ImportsPage } from '@/features/sales/lead-imports/components/imports-page'
import { useTitle } from '@/lib/use-title'

const ONE = '/comercial/leads/importacoes/$importId'

export function LeadImportsRoute() {
  const navigate = useNavigate()
  useTitle(t`Importações de leads`)
  return <ImportsPage onOpen={(importId) => void navigate({ to: ONE, params: { importId } })} />
}

export function LeadImportRoute() {
  const { importId } = useParams({ from: `/app${ONE}` })
  const navigate = useNavigate()
  useTitle(t`Importação de leads`)
  return (
    <ImportPage
      key={importId}
      id={importId}
      onOther={(other) => void navigate({ to: ONE, params: { importId: other } })}
      onDiscarded={() => void navigate({ to: '/comercial/leads/importacoes' })}
    />
  )
}
