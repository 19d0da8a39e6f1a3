import { UnmatchedPayments } from '@/features/payments/unmatched/components/unmatched-payments'

export const Route = UnmatchedPayments
