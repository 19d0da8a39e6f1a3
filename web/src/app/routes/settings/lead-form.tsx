import { useParams } from '@tanstack/react-router'
import { LeadFormPage } from '@/features/sales/lead-forms/components/lead-form-page'

export function Route() {
  const { id } = useParams({ from: '/app/configuracoes/formularios/$id' })
  return <LeadFormPage key={id} id={id} />
}
