import { t } from '@lingui/core/macro'
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Kbd } from '@/components/ui'
import type { Ticket } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { listServices } from '../../services/api/list-services'
import { useTransferTicket } from '../api/transfer-ticket'
import css from './dialogs.module.css'

export function TransferDialog(props: { ticket: Ticket | null; opened: boolean; onClose: () => void }) {
  const { ticket, onClose } = props
  const services = useQuery(listServices)
  const transfer = useTransferTicket()
  const targets = (services.data ?? []).filter(
    (service) => service.active && service.id !== ticket?.service.id,
  )

  const send = (serviceId: string, name: string) => {
    if (!ticket || transfer.isPending) return
    void transfer.mutateAsync({ id: ticket.id, body: { serviceId } }).then(() => {
      notifyDone(t`Senha ${ticket.code} transferida para ${name}.`)
      onClose()
    }, notifyError)
  }

  return (
    <Modal
      opened={props.opened}
      onClose={onClose}
      size={420}
      title={ticket ? t`Transferir a senha ${ticket.code}` : ''}
      onKeyDown={(event) => {
        const target = targets[Number(event.key) - 1]
        if (target) send(target.id, target.name)
      }}
    >
      <p className={css.dim} style={{ marginBottom: 12 }}>
        {t`Ela volta para a fila do novo serviço sem perder o tempo de espera.`}
      </p>
      <div className={css.choices}>
        {targets.map((service, index) => (
          <button
            key={service.id}
            type="button"
            className={css.choice}
            data-autofocus={index === 0 || undefined}
            disabled={transfer.isPending}
            onClick={() => send(service.id, service.name)}
          >
            {service.name}
            {index < 9 && <Kbd hint>{index + 1}</Kbd>}
          </button>
        ))}
        {services.data && targets.length === 0 && (
          <p>{t`Não há outro serviço ativo. Crie um em Configurações.`}</p>
        )}
      </div>
    </Modal>
  )
}
