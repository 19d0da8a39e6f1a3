import { OwnSessions } from '@/features/identity/profile/components/own-sessions'

export function Route() {
  return <OwnSessions />
}
