import { t } from '@lingui/core/macro'
import { Button, FocusTrap, Loader, Modal } from '@mantine/core'
import { IconCircleCheck, IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { QrCode } from '@/components/plain/qr-code'
import { CopyButton, ErrorState, MoneyText } from '@/components/ui'
import type { Charge, Ticket } from '@/lib/api/types'
import { useReach } from '@/lib/realtime'
import { formatCountdown, secondsLeft } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { uuid } from '@/lib/uuid'
import { useChargeTicket } from '../api/charge-ticket'
import { getTicket } from '../api/get-ticket'
import css from './dialogs.module.css'

interface Props {
  /** Kept by the caller while the dialog closes. */
  ticket: Ticket | null
  opened: boolean
  onClose: () => void
}

export function ChargeDialog({ ticket, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={600}
      title={ticket ? t`Cobrar a senha ${ticket.code}` : ''}
    >
      <FocusTrap.InitialFocus />
      {ticket && <ChargeBody key={ticket.id} ticket={ticket} onClose={onClose} />}
    </Modal>
  )
}

const NEEDS_NEW = new Set<Charge['status']>(['expired', 'failed', 'removed'])

function ChargeBody({ ticket: issued, onClose }: { ticket: Ticket; onClose: () => void }) {
  const charge = useChargeTicket()
  const live = useReach().state === 'live'
  const now = useNow(1_000)
  const query = useQuery({
    ...getTicket(issued.id),
    placeholderData: issued,
    refetchInterval: ({ state }) => {
      if (state.data && state.data.status !== 'pending') return false
      return live && state.data?.charge?.status === 'active' ? 8_000 : 2_000
    },
  })
  const ticket = query.data ?? issued
  const known = newest(ticket.charge ?? null, charge.data ?? null)

  // One key per act: the first charge is asked for once even when React mounts twice; "gerar outro" is a new act.
  const asked = useRef(false)
  const ask = () => charge.mutate({ id: issued.id, key: uuid() })
  useEffect(() => {
    if (asked.current || (issued.charge && !NEEDS_NEW.has(issued.charge.status))) return
    asked.current = true
    ask()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per dialog
  }, [])

  const paid = ticket.status !== 'pending' && ticket.status !== 'cancelled'
  useEffect(() => {
    if (!paid) return
    const timer = setTimeout(onClose, 3_500)
    return () => clearTimeout(timer)
  }, [paid, onClose])

  if (paid) {
    return (
      <div className={css.done} role="status">
        <IconCircleCheck size={64} stroke={1.4} aria-hidden />
        <p className={css.doneTitle}>{t`Pago`}</p>
        <p className={css.dim}>{t`A senha ${ticket.code} já está na fila.`}</p>
      </div>
    )
  }
  if (ticket.status === 'cancelled') return <p>{t`Esta senha foi cancelada.`}</p>
  if (charge.isError && (!known || NEEDS_NEW.has(known.status)))
    return <ErrorState error={charge.error} onRetry={ask} />

  const left = known?.expiresAt ? secondsLeft(known.expiresAt, now) : null
  const over = known && (NEEDS_NEW.has(known.status) || (known.status === 'active' && left === 0))
  const ready = known?.status === 'active' && known.pixCopiaECola && !over

  return (
    <div className={css.charge}>
      {ready ? (
        <div className={css.chargeQr}>
          <QrCode text={known.pixCopiaECola!} label={t`QR Code do Pix da senha ${ticket.code}`} />
        </div>
      ) : (
        <div className={css.waiting}>
          {over && !charge.isPending ? (
            known.status === 'failed' ? (
              t`O banco recusou esta cobrança.`
            ) : (
              t`O prazo deste Pix acabou.`
            )
          ) : (
            <Loader size={28} color="gray" />
          )}
        </div>
      )}
      <div className={css.chargeSide}>
        <div>
          <p className={css.amount}>
            <MoneyText money={known?.amount ?? ticket.amount} />
          </p>
          <p className={css.dim}>{ticket.service.name}</p>
        </div>
        {over && !charge.isPending ? (
          <Button onClick={ask}>{t`Gerar outro Pix`}</Button>
        ) : ready ? (
          <>
            <p aria-live="off">
              {left !== null && (
                <>
                  {t`Vence em`}{' '}
                  <span className={css.left} data-soon={left < 60 || undefined}>
                    {formatCountdown(left)}
                  </span>
                </>
              )}
            </p>
            <CopyButton full text={known.pixCopiaECola!} label={t`Copiar Pix copia e cola`} />
            <Button
              variant="subtle"
              component="a"
              href={known.paymentUrl}
              target="_blank"
              rel="noopener"
              leftSection={<IconExternalLink size={16} />}
            >
              {t`Abrir página de pagamento`}
            </Button>
            <p
              className={css.dim}
            >{t`Esta tela avisa quando o Pix cair. Pode fechar: a senha fica em “A receber”.`}</p>
          </>
        ) : (
          <p className={css.dim} role="status">
            {known?.status === 'creating' ? t`O banco ainda não respondeu, tentando…` : t`Gerando o Pix…`}
          </p>
        )}
      </div>
    </div>
  )
}

/** The list may still show the charge from before the one just asked for. */
function newest(fromTicket: Charge | null, fromAsking: Charge | null): Charge | null {
  if (!fromTicket || !fromAsking) return fromTicket ?? fromAsking
  if (fromTicket.chargeId === fromAsking.chargeId) return fromTicket
  return fromAsking
}
