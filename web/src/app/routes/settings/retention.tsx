import { useNavigate } from '@tanstack/react-router'
import { RetentionSettings } from '@/features/privacy/retention/components/retention-settings'

export function Route() {
  const navigate = useNavigate()
  return <RetentionSettings onPerson={(id) => void navigate({ to: '/pessoas/$id', params: { id } })} />
}
