import { t } from '@lingui/core/macro'
import { OperatorScreen } from '@/features/counter/queue-tickets/components/operator-screen'
import { useTitle } from '@/lib/use-title'

export function OperatorRoute() {
  useTitle(t`Balcão`)
  return <OperatorScreen />
}
