import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import record from '@/components/record/record.module.css'
import { describeError } from '@/lib/api/error-catalogue'
import type { Keeping } from '../keeper'
import css from './proposals.module.css'

interface Props {
  keeping: Keeping
  /** What is written can be sent as it is. */
  isReadable: boolean
  onRetry: () => void
  onReload: () => void
}

/** Whether what is written is also at the server. */
export function SaveState({ keeping: { state, failure }, isReadable, onRetry, onReload }: Props) {
  const isTrouble = state === 'failed' || state === 'late'
  return (
    <span role="status" className={isTrouble ? css.trouble : record.dim}>
      {isTrouble
        ? describeError(failure).message
        : {
            kept: t`Salvo`,
            waiting: isReadable ? t`Ainda não salvo` : t`Ainda não salvo: há campos por completar`,
            sending: t`Salvando…`,
          }[state]}
      {state === 'failed' && (
        <Button size="compact-xs" variant="default" onClick={onRetry}>
          {t`Tentar de novo`}
        </Button>
      )}
      {state === 'late' && (
        <Button size="compact-xs" variant="default" onClick={onReload}>
          {t`Ver como está agora`}
        </Button>
      )}
    </span>
  )
}
