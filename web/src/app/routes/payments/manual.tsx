import { useNavigate } from '@tanstack/react-router'
import { ManualPayments } from '@/features/payments/manual/components/manual-payments'

export function Route() {
  const navigate = useNavigate()
  return (
    <ManualPayments onOpen={({ paidFor }) => void navigate({ to: '/senhas', search: { senha: paidFor } })} />
  )
}
