import { useNavigate } from '@tanstack/react-router'
import { RequestsSettings } from '@/features/privacy/requests/components/requests-settings'

export function Route() {
  const navigate = useNavigate()
  return (
    <RequestsSettings
      onOpen={(id) => void navigate({ to: '/configuracoes/privacidade/$id', params: { id } })}
    />
  )
}
