import { t } from '@lingui/core/macro'
import { PanelScreen } from '@/features/counter/panel/components/panel-screen'
import { useTitle } from '@/lib/use-title'

export function PanelRoute() {
  useTitle(t`Painel`)
  return <PanelScreen />
}
