import { t } from '@lingui/core/macro'
import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Lead } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { listLossReasons } from '../../pipelines/api/pipelines'
import { useChangeLeadStatus, useLoseLead, usePlanNextStep, useReopenLead } from '../api/change-lead'

interface Props {
  lead: Lead
  opened: boolean
  onClose: () => void
}

/** They will not buy: for which of the company's reasons. */
export function LoseDialog({ lead, opened, onClose }: Props) {
  const reasons = useQuery({ ...listLossReasons, enabled: opened })
  const lose = useLoseLead()
  const takeBack = useTakeBack(lead)
  const [chosen, setChosen] = useState<string | null>(null)
  const choices = reasons.data?.filter(({ active }) => active) ?? []
  const reason = choices.find(({ id }) => id === chosen)
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Por que não deu certo?`}
      submit={t`Marcar como perdido`}
      busy={lose.isPending}
      disabled={!reason}
      error={lose.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (!reason) return
        const to = { id: reason.id, name: reason.name }
        lose.mutateAsync({ id: lead.id, to }).then(() => {
          onClose()
          notifyDone(t`Lead perdido: ${reason.name}.`, {
            label: t`Desfazer`,
            run: () => void takeBack().catch(notifyError),
          })
        }, shownInPlace)
      }}
    >
      {reasons.isPending ? (
        <TableSkeleton rows={3} />
      ) : reasons.isError && !reasons.data ? (
        <ErrorState error={reasons.error} onRetry={() => void reasons.refetch()} />
      ) : choices.length === 0 ? (
        <p>{t`A empresa ainda não cadastrou motivos de perda. Quem gerencia cadastra em Configurações.`}</p>
      ) : (
        <Radio.Group aria-label={t`Motivo`} value={chosen} onChange={setChosen}>
          {choices.map(({ id, name }, index) => (
            <Radio key={id} my={8} value={id} label={name} data-autofocus={index === 0 || undefined} />
          ))}
        </Radio.Group>
      )}
    </FormDialog>
  )
}

/** As it was, what was to be done next included. */
function useTakeBack({ id, status, nextStep, nextStepAt }: Lead) {
  const reopen = useReopenLead()
  const become = useChangeLeadStatus()
  const plan = usePlanNextStep()
  return async () => {
    await reopen.mutateAsync({ id, to: null })
    if (status !== 'working') await become.mutateAsync({ id, to: status })
    if (nextStep && nextStepAt) await plan.mutateAsync({ id, to: { step: nextStep, at: nextStepAt } })
  }
}
