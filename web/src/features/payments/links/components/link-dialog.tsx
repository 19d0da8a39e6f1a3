import { t } from '@lingui/core/macro'
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { PaymentLink } from '@/lib/api/types'
import { brl, isZero, parseAmount } from '@/lib/money'
import { shownInPlace } from '@/lib/mutations'
import { uuid } from '@/lib/uuid'
import { useCreateLink } from '../api/create-link'

interface Props {
  opened: boolean
  onClose: () => void
  onCreated: (link: PaymentLink) => void
}

export function LinkDialog({ opened, onClose, onCreated }: Props) {
  const create = useCreateLink()
  const [amount, setAmount] = useState('')
  const [description, setDescription] = useState('')
  const [days, setDays] = useState('3')
  const [reusable, setReusable] = useState(false)
  const [touched, setTouched] = useState(false)
  // What is sent is fixed at the first attempt: repeated after a lost answer, it is the same link.
  const [attempt, setAttempt] = useState<{ key: string; expiresAt: string } | null>(null)
  const value = parseAmount(amount)
  const wrongAmount = value === null || isZero(brl(value))
  const change = (act: () => void) => {
    act()
    setAttempt(null)
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Novo link de pagamento`}
      submit={t`Criar link`}
      busy={create.isPending}
      error={create.error}
      onSubmit={(event) => {
        event.preventDefault()
        setTouched(true)
        if (wrongAmount || description.trim() === '') return
        const { key, expiresAt } = attempt ?? {
          key: uuid(),
          expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
        }
        setAttempt({ key, expiresAt })
        void create
          .mutateAsync({
            key,
            body: { amount: brl(value), description: description.trim(), expiresAt, reusable },
          })
          .then(onCreated, shownInPlace)
      }}
    >
      <TextInput
        label={t`Valor`}
        inputMode="decimal"
        value={amount}
        error={touched && wrongAmount ? t`Informe um valor, como 12,50.` : undefined}
        onChange={(event) => {
          const text = event.currentTarget.value
          change(() => setAmount(text))
        }}
      />
      <TextInput
        label={t`Descrição`}
        description={t`O cliente vê. Sem dados pessoais.`}
        maxLength={140}
        value={description}
        error={touched && description.trim() === '' ? t`Diga do que é o pagamento.` : undefined}
        onChange={(event) => {
          const text = event.currentTarget.value
          change(() => setDescription(text))
        }}
      />
      <Select
        label={t`Vale por`}
        allowDeselect={false}
        value={days}
        data={[
          { value: '1', label: t`1 dia` },
          { value: '3', label: t`3 dias` },
          { value: '7', label: t`7 dias` },
          { value: '30', label: t`30 dias` },
          { value: '90', label: t`90 dias` },
        ]}
        onChange={(next) => change(() => setDays(next ?? '3'))}
      />
      <Checkbox
        label={t`Pode ser pago por várias pessoas`}
        checked={reusable}
        onChange={(event) => {
          const { checked } = event.currentTarget
          change(() => setReusable(checked))
        }}
      />
    </FormDialog>
  )
}
