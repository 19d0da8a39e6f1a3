import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Lead } from '@/lib/api/types'
import { amountInput, brl, parseAmount } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { useChangeLead } from '../api/change-lead'

interface Props {
  lead: Lead
  opened: boolean
  onClose: () => void
}

/** What they want, and what it might bring. */
export function ChangeLeadDialog({ lead, opened, onClose }: Props) {
  const change = useChangeLead()
  const [interest, setInterest] = useState(lead.interest ?? '')
  const [amount, setAmount] = useState(lead.amount ? amountInput(lead.amount) : '')
  const [tried, setTried] = useState(false)
  const refused = isApiError(change.error) ? change.error.errors : {}
  const refusal = (field: string) => (refused[field] ? describeFieldError(refused[field]) : null)
  const value = parseAmount(amount)
  const wrongAmount = amount.trim() !== '' && value === null
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Mudar o lead`}
      submit={t`Salvar`}
      busy={change.isPending}
      error={change.error}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (wrongAmount) return
        const to = { interest: interest.trim() || null, amount: value ? brl(value) : null }
        change.mutateAsync({ id: lead.id, to }).then(onClose, shownInPlace)
      }}
    >
      <TextInput
        data-autofocus
        label={t`Interesse`}
        placeholder={t`O que a pessoa quer`}
        maxLength={200}
        value={interest}
        error={refusal('interest')}
        onChange={(event) => setInterest(event.currentTarget.value)}
      />
      <TextInput
        label={t`Valor`}
        leftSection="R$"
        inputMode="decimal"
        placeholder="0,00"
        value={amount}
        error={tried && wrongAmount ? t`Informe um valor, como 1.234,56.` : refusal('amount')}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
