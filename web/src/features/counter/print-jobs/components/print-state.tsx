import { t } from '@lingui/core/macro'
import { Loader } from '@mantine/core'
import { IconCircleCheck, IconClock, IconExclamationCircle, IconHelpCircle } from '@tabler/icons-react'
import type { PrintJob } from '@/lib/api/types'
import css from './print-state.module.css'

export function printStatus(job: Pick<PrintJob, 'status' | 'copy'>): string {
  const text = {
    queued: t`Na fila da impressora`,
    sending: t`Imprimindo…`,
    sent_unconfirmed: t`Enviada, confira se saiu`,
    printed: t`Impressa`,
    failed: t`Não imprimiu`,
  }[job.status]
  return job.copy > 1 ? t`${job.copy}ª via: ${text}` : text
}

/** The printer's complaint in words an operator can act on; whatever is not recognised is shown as it came. */
export function printFailure(lastError: string | null | undefined): string | null {
  if (!lastError) return null
  const known: [RegExp, string][] = [
    [/paper|papel/i, t`Sem papel. Troque a bobina e reimprima.`],
    [/cover|tampa/i, t`Tampa aberta. Feche-a e reimprima.`],
    [/unreachable|timeout/i, t`A impressora não responde. Confira se está ligada e na rede.`],
    [/address/i, t`O endereço da impressora não é permitido. Corrija-o em Configurações.`],
    [/interrupted|failed_midway/i, t`A conexão caiu no meio. Confira se o papel saiu antes de reimprimir.`],
  ]
  return known.find(([pattern]) => pattern.test(lastError))?.[1] ?? lastError
}

/** Failed, or still trying: either way the operator should know why no paper comes. */
export function hasTrouble(job: PrintJob): boolean {
  return job.status !== 'printed' && job.status !== 'sending' && Boolean(job.lastError)
}

export function PrintState({ job }: { job: PrintJob | undefined }) {
  if (!job) return null
  const reason = printFailure(job.lastError)
  const icon = {
    queued: <IconClock size={14} aria-hidden />,
    sending: <Loader size={12} color="gray" aria-hidden />,
    sent_unconfirmed: <IconHelpCircle size={14} aria-hidden />,
    printed: <IconCircleCheck size={14} aria-hidden />,
    failed: <IconExclamationCircle size={14} aria-hidden />,
  }[job.status]
  return (
    <span className={css.state} data-status={job.status} title={reason ?? undefined}>
      {icon}
      <span>
        {printStatus(job)}
        {hasTrouble(job) && <span className={css.reason}>{reason}</span>}
      </span>
    </span>
  )
}
