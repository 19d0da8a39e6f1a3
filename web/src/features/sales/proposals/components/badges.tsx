import { t } from '@lingui/core/macro'
import { StatusBadge } from '@/components/ui'
import type { ProposalStatus } from '@/lib/api/types'
import { statusWords } from '../words'

export function ProposalStatusBadge({ status, paidAt }: { status: ProposalStatus; paidAt?: string | null }) {
  if (paidAt) return <StatusBadge tone="ok">{t`Paga`}</StatusBadge>
  const { label, tone } = statusWords(status)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}
