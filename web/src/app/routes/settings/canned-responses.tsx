import { CannedResponsesSettings } from '@/features/inbox/canned-responses/components/canned-responses-settings'

export function Route() {
  return <CannedResponsesSettings />
}
