import { t } from '@lingui/core/macro'
import { Loader } from '@mantine/core'
import { IconCircleCheck, IconClock, IconExclamationCircle, IconHelpCircle } from '@tabler/icons-react'
import type { PrintJob } from '@/lib/api/types'
import css from './print-state.module.css'

export function printStatus(job: Pick<PrintJob, 'status' | 'copy'>): string {
  const copy = job.copy > 1 ? t`${job.copy}ª via` : t`Papel`
  switch (job.status) {
    case 'queued':
      return t`${copy}: na fila da impressora`
    case 'sending':
      return t`${copy}: imprimindo…`
    case 'sent_unconfirmed':
      return t`${copy}: enviado, confira se saiu`
    case 'printed':
      return t`${copy}: impresso`
    case 'failed':
      return t`${copy}: não saiu`
  }
}

/** The printer's complaint in words an operator can act on; whatever is not recognised is shown as it came. */
export function printFailure(lastError: string | null | undefined): string | null {
  if (!lastError) return null
  const known: [RegExp, string][] = [
    [/paper|papel/i, t`Sem papel. Troque a bobina e reimprima.`],
    [/cover|tampa/i, t`Tampa aberta. Feche-a e reimprima.`],
    [
      /timeout|timed out|unreachable|refused|no route|offline/i,
      t`A impressora não responde. Confira se está ligada e na rede.`,
    ],
  ]
  return known.find(([pattern]) => pattern.test(lastError))?.[1] ?? lastError
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
        {job.status === 'failed' && reason && <span className={css.reason}>{reason}</span>}
      </span>
    </span>
  )
}
