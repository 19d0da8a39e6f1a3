import { AgentsSettings } from '@/features/inbox/agents/components/agents-settings'
import { TeamsSettings } from '@/features/inbox/teams/components/teams-settings'

export function Route() {
  return <TeamsSettings after={<AgentsSettings />} />
}
