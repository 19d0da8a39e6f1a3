import { AttachDialog } from '@/features/counter/queue-tickets/components/attach-dialog'
import { UnmatchedPayments } from '@/features/payments/unmatched/components/unmatched-payments'

export function Route() {
  return (
    <UnmatchedPayments
      attach={(payment, opened, onClose) => (
        <AttachDialog key={`attach-${payment.id}`} payment={payment} opened={opened} onClose={onClose} />
      )}
    />
  )
}
