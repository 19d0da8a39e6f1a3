import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Money } from '@/lib/api/types'
import { amountInput, brl, formatMoney, isZero, parseAmount } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useRequestRefund } from '../api/request-refund'

interface Props {
  paymentId: string
  /** What can still be returned. */
  left: Money
  opened: boolean
  onClose: () => void
}

export function RefundDialog({ paymentId, left, opened, onClose }: Props) {
  const request = useRequestRefund()
  const [amount, setAmount] = useState(amountInput(left))
  const [reason, setReason] = useState('')
  const [touched, setTouched] = useState(false)
  // One key per act: pressed twice, it is one refund; another amount is another act.
  const [key, setKey] = useState(uuid)
  const value = parseAmount(amount)
  const wrongAmount = value === null || isZero(brl(value))
  const change = (set: (text: string) => void) => (event: { currentTarget: { value: string } }) => {
    set(event.currentTarget.value)
    setKey(uuid())
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Devolver Pix`}
      submit={t`Devolver`}
      busy={request.isPending}
      error={request.error}
      onSubmit={(event) => {
        event.preventDefault()
        setTouched(true)
        if (wrongAmount || reason.trim() === '') return
        void request
          .mutateAsync({ key, body: { paymentId, reason: reason.trim(), amount: brl(value) } })
          .then((refund) => {
            notifyDone(
              refund.status === 'awaiting_approval'
                ? t`Pedido registrado. Outra pessoa precisa aprovar.`
                : t`Devolução a caminho do banco.`,
            )
            onClose()
          }, shownInPlace)
      }}
    >
      <TextInput
        label={t`Valor`}
        description={t`Podem ser devolvidos até ${formatMoney(left)}.`}
        inputMode="decimal"
        value={amount}
        error={touched && wrongAmount ? t`Informe um valor, como 12,50.` : undefined}
        onChange={change(setAmount)}
      />
      <TextInput
        label={t`Motivo`}
        description={t`O cliente o vê no extrato. Sem dados pessoais.`}
        maxLength={140}
        value={reason}
        error={touched && reason.trim() === '' ? t`Diga por quê.` : undefined}
        onChange={change(setReason)}
      />
    </FormDialog>
  )
}
