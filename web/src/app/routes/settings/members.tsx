import { MembersSettings } from '@/features/identity/members/components/members-settings'

export function Route() {
  return <MembersSettings />
}
