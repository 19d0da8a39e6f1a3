import { useParams } from '@tanstack/react-router'
import { RequestPage } from '@/features/privacy/requests/components/request-page'

export function Route() {
  const { id } = useParams({ from: '/app/configuracoes/privacidade/$id' })
  return <RequestPage key={id} id={id} />
}
