import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeFieldError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { Opportunity, Pipeline } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { amountInput, brl, parseAmount } from '@/lib/money'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listSellers } from '../../pipelines/api/pipelines'
import { useChangeOpportunity } from '../api/change-opportunity'
import { useOpenOpportunity } from '../api/open-opportunity'
import { PersonField } from './person-field'

interface Props {
  opened: boolean
  onClose: () => void
  pipeline: Pipeline
  /** Where a new one begins; without, in the first stage. */
  stageId?: string | undefined
  /** The one to change; without, a new one. */
  opportunity?: Opportunity
}

/** A new opportunity, or what one says. */
export function OpportunityDialog({ opened, onClose, pipeline, stageId, opportunity }: Props) {
  const { user } = useSession()
  const seesPeople = useCan('people.contacts.read')
  const open = useOpenOpportunity()
  const change = useChangeOpportunity()
  const sellers = useQuery({ ...listSellers, enabled: opened && !opportunity })
  const stages = pipeline.stages.filter(({ active }) => active)
  const [key] = useState(uuid)
  const [values, setValues] = useState(() => ({
    title: opportunity?.title ?? '',
    customer: opportunity?.customer ?? null,
    amount: opportunity?.amount ? amountInput(opportunity.amount) : '',
    expectedOn: opportunity?.expectedOn ?? '',
    stageId: stageId ?? stages[0]?.id ?? '',
    ownerId: user.id,
  }))
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }))
  const refused = isApiError(failure) ? failure.errors : {}
  const refusal = (field: string) => (refused[field] ? describeFieldError(refused[field]) : null)
  const amount = values.amount.trim() ? parseAmount(values.amount) : undefined
  const missing = tried && !values.title.trim() ? t`Diga em poucas palavras o que pode ser vendido.` : null
  const wrong = tried && amount === null ? t`Escreva um valor, como 1.250,00.` : null

  const submit = async () => {
    setTried(true)
    if (!values.title.trim() || amount === null) return
    setFailure(null)
    const body = {
      title: values.title.trim(),
      contactId: values.customer?.contactId ?? null,
      amount: amount ? brl(amount) : null,
      expectedOn: values.expectedOn || null,
    }
    try {
      if (opportunity) await change.mutateAsync({ seen: opportunity, to: body })
      else {
        await open.mutateAsync({
          body: { ...body, stageId: values.stageId || null, ownerId: values.ownerId || null },
          key,
        })
        notifyDone(t`Oportunidade aberta.`)
      }
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={opportunity ? t`Mudar a oportunidade` : t`Nova oportunidade`}
      submit={opportunity ? t`Salvar` : t`Abrir oportunidade`}
      size={560}
      busy={open.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`O que pode ser vendido`}
        maxLength={200}
        value={values.title}
        error={missing ?? refusal('title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      {seesPeople && <PersonField value={values.customer} onChange={(customer) => set({ customer })} />}
      <div className={record.pair}>
        <TextInput
          label={t`Valor`}
          inputMode="decimal"
          placeholder="0,00"
          leftSection={<span aria-hidden>R$</span>}
          value={values.amount}
          error={wrong ?? refusal('amount')}
          onChange={(event) => set({ amount: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t`Previsão`}
          value={values.expectedOn}
          error={refusal('expectedOn')}
          onChange={(event) => set({ expectedOn: event.currentTarget.value })}
        />
      </div>
      {!opportunity && (
        <div className={record.pair}>
          <Select
            label={t`Etapa`}
            allowDeselect={false}
            value={values.stageId}
            data={stages.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => set({ stageId: value ?? '' })}
          />
          <Select
            label={t`Dono`}
            allowDeselect={false}
            value={values.ownerId}
            data={[
              { value: '', label: t`Sem dono` },
              ...(sellers.data ?? [user]).map(({ id, name }) => ({
                value: id,
                label: id === user.id ? t`${name} (você)` : name,
              })),
            ]}
            onChange={(value) => set({ ownerId: value ?? '' })}
          />
        </div>
      )}
    </FormDialog>
  )
}
