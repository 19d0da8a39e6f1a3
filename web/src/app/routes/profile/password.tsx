import { PasswordForm } from '@/features/identity/profile/components/password-form'

export function Route() {
  return <PasswordForm />
}
