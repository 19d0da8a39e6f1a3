import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import {
  IconArrowsExchange,
  IconBell,
  IconBellRinging,
  IconCheck,
  IconUserOff,
  IconX,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState, Kbd, StatusBadge } from '@/components/ui'
import { formatElapsed } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { getTicket } from '../api/get-ticket'
import type { Operator } from '../use-operator'
import css from './operator.module.css'

/** A length of time, where "agora" would answer another question. */
function span(sinceIso: string, until: number): string {
  return formatElapsed(sinceIso, until).replace('agora', '< 1 min')
}

/** Who is called, by name: lists know an id only. */
function CustomerName({ ticketId }: { ticketId: string }) {
  const name = useQuery(getTicket(ticketId)).data?.customer?.name
  return name ? <p className={css.bigService}>{name}</p> : null
}

interface Props {
  operator: Operator
  waiting: number | undefined
  disabled: boolean
  canCancel: boolean
  onTransfer: () => void
  onCancel: () => void
}

export function CurrentTicket({ operator, waiting, disabled, canCancel, onTransfer, onCancel }: Props) {
  const { current, others, called, busy } = operator
  const now = useNow(10_000)
  const off = disabled || busy || !current
  const secondary = (label: string, key: string, icon: ReactNode, run: () => void, danger?: boolean) => (
    <button
      type="button"
      className={css.action}
      disabled={off}
      onClick={run}
      data-danger={danger || undefined}
    >
      {icon}
      {label}
      <Kbd hint>{key}</Kbd>
    </button>
  )
  return (
    <div className={css.center}>
      <div className={css.current}>
        {called.isPending ? (
          <>
            <Skeleton height={110} width={260} radius={12} />
            <Skeleton height={18} width={160} mt={8} />
          </>
        ) : called.isError && !called.data ? (
          <ErrorState error={called.error} onRetry={() => void called.refetch()} />
        ) : current ? (
          <>
            <p className={css.bigCode}>{current.code}</p>
            <p className={css.bigService}>{current.service.name}</p>
            {current.contactId && <CustomerName ticketId={current.id} />}
            {current.priority > 0 && <StatusBadge tone="warn">{t`Preferencial`}</StatusBadge>}
            <dl className={css.facts}>
              <div className={css.fact}>
                <dt>{t`Esperou`}</dt>
                <dd>
                  {current.waitingSince && current.calledAt
                    ? span(current.waitingSince, new Date(current.calledAt).getTime())
                    : '–'}
                </dd>
              </div>
              <div className={css.fact}>
                <dt>{t`No guichê`}</dt>
                <dd>{current.calledAt ? span(current.calledAt, now) : '–'}</dd>
              </div>
              <div className={css.fact}>
                <dt>{t`Chamadas`}</dt>
                <dd>{current.calls}</dd>
              </div>
            </dl>
          </>
        ) : (
          <>
            <p className={css.idle}>{t`Guichê livre`}</p>
            <p className={css.idleText}>
              {waiting === undefined
                ? ' '
                : waiting === 0
                  ? t`Ninguém na fila. Emita uma senha ou aguarde um pagamento.`
                  : waiting === 1
                    ? t`1 pessoa esperando.`
                    : t`${waiting} pessoas esperando.`}
            </p>
          </>
        )}
        {others.length > 0 && (
          <div className={css.others}>
            {t`Também abertas neste guichê:`}
            {others.map((ticket) => (
              <button
                key={ticket.id}
                type="button"
                className={css.chip}
                disabled={disabled || busy}
                onClick={() => void operator.complete(ticket)}
              >
                <IconCheck size={14} aria-hidden />
                {t`Concluir ${ticket.code}`}
              </button>
            ))}
          </div>
        )}
      </div>
      <div className={css.actions}>
        <button
          type="button"
          className={css.primary}
          disabled={disabled || busy}
          onClick={() => void operator.next()}
          aria-keyshortcuts="N Space"
        >
          <IconBellRinging size={24} stroke={1.75} aria-hidden />
          {current ? t`Concluir e chamar próximo` : t`Chamar próximo`}
          <Kbd hint>N</Kbd>
        </button>
        {secondary(t`Rechamar`, 'R', <IconBell size={18} aria-hidden />, () => void operator.recall())}
        {secondary(t`Concluir`, 'C', <IconCheck size={18} aria-hidden />, () => void operator.complete())}
        {secondary(
          t`Não compareceu`,
          'F',
          <IconUserOff size={18} aria-hidden />,
          () => void operator.noShow(),
        )}
        {secondary(t`Transferir`, 'T', <IconArrowsExchange size={18} aria-hidden />, onTransfer)}
        {canCancel && secondary(t`Cancelar`, 'X', <IconX size={18} aria-hidden />, onCancel, true)}
      </div>
    </div>
  )
}
