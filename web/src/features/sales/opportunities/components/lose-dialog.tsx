import { t } from '@lingui/core/macro'
import { Radio } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState, TableSkeleton } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { listLossReasons } from '../../pipelines/api/pipelines'
import css from './sales.module.css'

interface Props {
  opened: boolean
  onClose: () => void
  onLose: (reason: { id: string; name: string }) => Promise<void>
}

/** Why it was not sold; without a reason nothing is learned from it. */
export function LoseDialog({ opened, onClose, onLose }: Props) {
  const reasons = useQuery({ ...listLossReasons, enabled: opened })
  const [chosen, setChosen] = useState('')
  const reason = reasons.data?.find(({ id }) => id === chosen)
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Por que não vendeu?`}
      submit={t`Marcar como perdida`}
      busy={false}
      disabled={!reason}
      onSubmit={(event) => {
        event.preventDefault()
        if (!reason) return
        onClose()
        void onLose({ id: reason.id, name: reason.name })
      }}
    >
      {reasons.isPending ? (
        <TableSkeleton rows={3} />
      ) : reasons.isError && !reasons.data ? (
        <ErrorState error={reasons.error} onRetry={() => void reasons.refetch()} />
      ) : (
        <Radio.Group value={chosen} onChange={setChosen} aria-label={t`Motivo`}>
          <div className={css.reasons}>
            {reasons.data
              .filter(({ active }) => active)
              .map(({ id, name }) => (
                <Radio key={id} value={id} label={name} />
              ))}
          </div>
        </Radio.Group>
      )}
    </FormDialog>
  )
}
