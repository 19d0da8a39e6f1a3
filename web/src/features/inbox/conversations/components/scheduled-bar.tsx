import { t } from '@lingui/core/macro'
import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { errorSentences } from '@/lib/api/error-catalogue'
import { useCan } from '@/lib/auth/session'
import { kindName } from '@/lib/message-words'
import { notifyDone, notifyError } from '@/lib/notify'
import { formatMoment } from '@/lib/time'
import { listScheduled, useCancelScheduled } from '../api/scheduled-messages'
import css from './composer.module.css'

const why = (code: string | null) => errorSentences[code ?? '']?.() ?? t`não pôde ser enviada.`

/** What is to go later, and what could not. @param onReuse its words, to be written now */
export function ScheduledBar({ id, onReuse }: { id: string; onReuse: (text: string) => void }) {
  const may = useCan('inbox.conversations.write')
  const query = useQuery(listScheduled(id))
  const cancel = useCancelScheduled(id)
  if (!query.data?.length) return null
  return (
    <ul className={css.scheduled} aria-label={t`Mensagens agendadas`}>
      {query.data.map(({ id: scheduledMessageId, sendAt, status, author, message, error }) => {
        const content = message?.content
        const text = content?.type === 'text' ? content.text : undefined
        const failed = status === 'failed'
        const call = () =>
          cancel.mutateAsync({ scheduledMessageId }).then(() => {
            if (text) onReuse(text)
            if (!failed) notifyDone(t`Agendamento cancelado. O texto está no campo.`)
          }, notifyError)
        return (
          <li key={scheduledMessageId} data-failed={failed || undefined}>
            {failed ? (
              <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
            ) : (
              <IconClock size={16} stroke={1.75} aria-hidden />
            )}
            <p>
              <span className={css.scheduledHead}>
                {failed
                  ? t`Não foi em ${formatMoment(sendAt)}: ${why(error)}`
                  : t`Vai em ${formatMoment(sendAt)}, de ${author.name}`}
              </span>
              <span className={css.scheduledText}>{text ?? (content && kindName(content.type))}</span>
            </p>
            {may && (
              <ActionIcon
                variant="subtle"
                color="neutral"
                size={28}
                loading={cancel.isPending}
                aria-label={failed ? t`Dispensar o aviso` : t`Cancelar o agendamento`}
                title={failed ? t`Dispensar o aviso` : t`Cancelar o agendamento`}
                onClick={() => void call()}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </li>
        )
      })}
    </ul>
  )
}
