import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconRefresh, IconSend, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import type { OutboundMessage } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { useDecide, useReplay } from '../api/messages'
import css from './messages.module.css'

interface Props {
  channelId: string
  message: OutboundMessage
}

/** What can be done by hand with a message that did not simply arrive; nothing for all others. */
export function MessageActions({ channelId, message }: Props) {
  const may = useCan('channels.messages.replay')
  if (!may) return null
  if (message.status === 'failed') return <Replay channelId={channelId} message={message} />
  if (message.status === 'unknown' || message.status === 'needs_review')
    return <Decide channelId={channelId} message={message} />
  return null
}

function Decide({ channelId, message }: Props) {
  const decide = useDecide(channelId)
  const [asking, setAsking] = useState(false)
  return (
    <div className={css.actions}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconSend size={15} />}
        onClick={() => setAsking(true)}
      >
        {t`Enviar de novo`}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconX size={15} />}
        loading={decide.isPending && decide.variables.decision === 'drop'}
        onClick={() =>
          void decide
            .mutateAsync({ messageId: message.id, decision: 'drop' })
            .then(() => notifyDone(t`Mensagem desistida.`), notifyError)
        }
      >
        {t`Desistir`}
      </Button>
      <FormDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t`Enviar de novo?`}
        submit={t`Enviar mesmo assim`}
        busy={decide.isPending}
        error={decide.error ?? undefined}
        onSubmit={(event) => {
          event.preventDefault()
          void decide.mutateAsync({ messageId: message.id, decision: 'resend' }).then(() => {
            setAsking(false)
            notifyDone(t`Mensagem na fila, marcada como possível duplicada.`)
          }, shownInPlace)
        }}
      >
        <p>{t`A primeira pode ter chegado. Se chegou, o cliente recebe a mesma mensagem duas vezes.`}</p>
      </FormDialog>
    </div>
  )
}

function Replay({ channelId, message }: Props) {
  const replay = useReplay(channelId)
  return (
    <div className={css.actions}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        loading={replay.isPending}
        onClick={() =>
          void replay
            .mutateAsync(message.id)
            .then(() => notifyDone(t`Mensagem de volta à fila.`), notifyError)
        }
      >
        {t`Tentar de novo`}
      </Button>
    </div>
  )
}
