import { ProposalsSettings } from '@/features/sales/proposals/components/proposals-settings'

export function Route() {
  return <ProposalsSettings />
}
