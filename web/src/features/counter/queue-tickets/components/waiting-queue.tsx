import { t } from '@lingui/core/macro'
import { Skeleton } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState, ErrorState, TimeAgo } from '@/components/ui'
import type { Ticket } from '@/lib/api/types'
import { usePolling } from '@/lib/realtime'
import { getQueue } from '../api/get-queue'
import { listWaiting } from '../api/list-waiting'
import css from './operator.module.css'

export function WaitingQueue({ onCall, disabled }: { onCall: (ticket: Ticket) => void; disabled: boolean }) {
  const refetchInterval = usePolling()
  const queue = useQuery({ ...getQueue, refetchInterval })
  const waiting = useQuery({ ...listWaiting, refetchInterval })
  const [service, setService] = useState<string | null>(null)

  if (waiting.isPending) {
    return (
      <div role="status" aria-label={t`Carregando a fila`}>
        {Array.from({ length: 6 }, (_, index) => (
          <div className={css.row} key={index}>
            <Skeleton height={18} width={52} />
            <Skeleton height={12} width="70%" />
            <Skeleton height={12} width={36} />
          </div>
        ))}
      </div>
    )
  }
  if (waiting.isError && !waiting.data) {
    return (
      <div className={css.quiet}>
        <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
      </div>
    )
  }
  const counted = queue.data?.services.filter((row) => row.waiting > 0) ?? []
  const chosen = counted.some((row) => row.serviceId === service) ? service : null
  const rows = waiting.data.filter((ticket) => chosen === null || ticket.service.id === chosen)
  const hidden = (queue.data?.waiting ?? 0) - waiting.data.length

  if (waiting.data.length === 0) {
    return (
      <EmptyState
        icon={IconMoodSmile}
        title={t`Ninguém esperando`}
        text={t`As próximas senhas pagas ou gratuitas aparecem aqui, na ordem de chamada.`}
      />
    )
  }
  return (
    <>
      {counted.length > 1 && (
        <div className={css.counts} role="group" aria-label={t`Esperando por serviço`}>
          {counted.map((row) => (
            <button
              key={row.serviceId}
              type="button"
              className={css.chip}
              aria-pressed={row.serviceId === chosen}
              onClick={() => setService(row.serviceId === chosen ? null : row.serviceId)}
            >
              {row.name} <b>{row.waiting}</b>
            </button>
          ))}
        </div>
      )}
      <ol className={css.rows}>
        {rows.map((ticket) => (
          <li key={ticket.id}>
            <button type="button" className={css.row} disabled={disabled} onClick={() => onCall(ticket)}>
              <span className={css.code}>
                <span className="visually-hidden">{t`Chamar`} </span>
                {ticket.code}
              </span>
              <span className={css.what}>
                <span>{ticket.service.name}</span>
                {ticket.priority > 0 && (
                  <span className={`${css.sub} ${css.priority}`}>{t`Preferencial`}</span>
                )}
              </span>
              <span className={css.side}>
                <span className={css.callHint} aria-hidden>{t`Chamar`}</span>
                <span className={css.wait}>
                  {ticket.waitingSince && <TimeAgo since={ticket.waitingSince} />}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {hidden > 0 && chosen === null && (
        <p className={`${css.quiet} ${css.sub}`}>{t`E mais ${hidden} na fila.`}</p>
      )}
    </>
  )
}
