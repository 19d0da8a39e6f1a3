import { SecondFactorPanel } from '@/features/identity/profile/components/second-factor-panel'

export function Route() {
  return <SecondFactorPanel />
}
