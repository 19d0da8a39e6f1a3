import { t } from '@lingui/core/macro'
import { useParams } from '@tanstack/react-router'
import { FollowPage } from '@/features/counter/follow/components/follow-page'
import { useTitle } from '@/lib/use-title'

export function FollowRoute() {
  const { token } = useParams({ from: '/fila/$token' })
  useTitle(t`Sua senha`)
  return <FollowPage token={token} />
}
