import { ReconciliationDays } from '@/features/payments/reconciliation/components/reconciliation-days'

export const Route = ReconciliationDays
