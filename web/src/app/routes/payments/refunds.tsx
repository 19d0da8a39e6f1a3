import { RefundsList } from '@/features/payments/refunds/components/refunds-list'

export const Route = RefundsList
