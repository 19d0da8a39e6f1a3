import { LedgerDays } from '@/features/payments/ledger/components/ledger-days'

export const Route = LedgerDays
