import { TeamsSettings } from '@/features/inbox/teams/components/teams-settings'

export function Route() {
  return <TeamsSettings />
}
