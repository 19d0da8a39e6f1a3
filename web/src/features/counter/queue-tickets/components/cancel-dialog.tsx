import { t } from '@lingui/core/macro'
import { Button, FocusTrap, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Ticket } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { useCancelTicket } from '../api/cancel-ticket'
import css from './dialogs.module.css'

export function CancelDialog(props: { ticket: Ticket | null; opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={420}
      title={props.ticket ? t`Cancelar a senha ${props.ticket.code}` : ''}
    >
      <FocusTrap.InitialFocus />
      {props.ticket && <Body key={props.ticket.id} ticket={props.ticket} onClose={props.onClose} />}
    </Modal>
  )
}

function Body({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const cancel = useCancelTicket()
  const reasons = [t`Cliente desistiu`, t`Emitida por engano`, t`Não pagou`]
  const [chosen, setChosen] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const reason = other.trim() || chosen

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!reason) return
        void cancel.mutateAsync({ id: ticket.id, body: { reason } }).then(() => {
          notifyDone(t`Senha ${ticket.code} cancelada.`)
          onClose()
        }, notifyError)
      }}
    >
      <div className={css.choices} role="group" aria-label={t`Motivo`}>
        {reasons.map((text) => (
          <button
            key={text}
            type="button"
            className={css.choice}
            aria-pressed={chosen === text && other.trim() === ''}
            onClick={() => {
              setChosen(text)
              setOther('')
            }}
          >
            {text}
          </button>
        ))}
        <TextInput
          mt={8}
          label={t`Outro motivo`}
          value={other}
          maxLength={200}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>
          {t`Voltar`}
        </Button>
        <Button type="submit" color="danger" disabled={!reason} loading={cancel.isPending}>
          {t`Cancelar senha`}
        </Button>
      </div>
    </form>
  )
}
