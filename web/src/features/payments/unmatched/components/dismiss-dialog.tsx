import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { MoneyText } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { UnmatchedPayment } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { useDismissPayment } from '../api/dismiss-payment'

interface Props {
  payment: UnmatchedPayment
  opened: boolean
  onClose: () => void
}

export function DismissDialog({ payment, opened, onClose }: Props) {
  const dismiss = useDismissPayment()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Encerrar sem senha`}
      submit={t`Encerrar`}
      busy={dismiss.isPending}
      error={dismiss.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() === '') return setMissing(true)
        void dismiss.mutateAsync({ paymentId: payment.id, reason: reason.trim() }).then(() => {
          notifyDone(t`Pagamento encerrado.`)
          onClose()
        }, shownInPlace)
      }}
    >
      <p>
        {t`O dinheiro fica com a empresa e sai desta lista:`} <MoneyText money={payment.left} />
      </p>
      <TextInput
        label={t`Motivo`}
        description={t`Fica registrado com o seu nome. Sem dados pessoais.`}
        maxLength={200}
        value={reason}
        error={missing && reason.trim() === '' ? t`Diga por quê.` : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
