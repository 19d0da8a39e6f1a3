import { ProfileData } from '@/features/identity/profile/components/profile-data'

export function Route() {
  return <ProfileData />
}
