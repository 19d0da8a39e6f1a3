import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { Refund } from '@/lib/api/types'

export function refundStatus(status: Refund['status']): { label: string; tone: Tone } {
  return (
    {
      awaiting_approval: { label: t`Aguarda aprovação`, tone: 'warn' },
      approved: { label: t`A enviar`, tone: 'info' },
      unconfirmed: { label: t`Sem resposta do banco`, tone: 'warn' },
      processing: { label: t`No banco`, tone: 'info' },
      done: { label: t`Devolvido`, tone: 'ok' },
      not_done: { label: t`Não realizada`, tone: 'danger' },
      rejected: { label: t`Recusada`, tone: 'neutral' },
    } as const
  )[status]
}
