import { t } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { MoneyText } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Ticket } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { useRecordManualPayment } from '../api/record-manual-payment'

interface Props {
  ticket: Ticket
  opened: boolean
  onClose: () => void
}

export function ManualDialog({ ticket, opened, onClose }: Props) {
  const record = useRecordManualPayment()
  const [method, setMethod] = useState<'cash' | 'card'>('cash')
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Receber a senha ${ticket.code}`}
      submit={t`Recebi`}
      busy={record.isPending}
      error={record.error}
      onSubmit={(event) => {
        event.preventDefault()
        void record.mutateAsync({ id: ticket.id, method }).then(() => {
          notifyDone(t`A senha ${ticket.code} está paga e na fila.`)
          onClose()
        }, shownInPlace)
      }}
    >
      <p style={{ fontSize: 24, fontWeight: 600 }}>
        <MoneyText money={ticket.amount} />
      </p>
      <SegmentedControl
        aria-label={t`Forma de pagamento`}
        value={method}
        onChange={(value) => setMethod(value === 'card' ? 'card' : 'cash')}
        data={[
          { value: 'cash', label: t`Dinheiro` },
          { value: 'card', label: t`Cartão` },
        ]}
      />
      <p>{t`Fica registrado com o seu nome. Se um Pix desta senha cair depois, ele vai para “A conferir”.`}</p>
    </FormDialog>
  )
}
