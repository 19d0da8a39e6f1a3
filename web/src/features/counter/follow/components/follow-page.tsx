import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { PlainError, PlainSkeleton } from '@/components/plain'
import { isApiError } from '@/lib/api/problem'
import type { PublicQueueTicket, TicketStatus } from '@/lib/api/types'
import { getPublicTicket } from '../api/get-public-ticket'
import css from './follow.module.css'

const FINAL = new Set<TicketStatus>(['completed', 'no_show', 'cancelled'])

export function FollowPage({ token }: { token: string }) {
  const query = useQuery({
    ...getPublicTicket(token),
    refetchInterval: ({ state }) => {
      if (state.data && FINAL.has(state.data.status)) return false
      if (isApiError(state.error) && state.error.status === 404) return false
      // The closer the turn, the sooner the phone should know.
      return state.data && state.data.status === 'paid' && state.data.ahead > 10 ? 10_000 : 4_000
    },
    refetchIntervalInBackground: true,
  })
  const ticket = query.data
  const turn = ticket?.status === 'called'

  const buzzed = useRef(false)
  useEffect(() => {
    // Without a touch the browser refuses and complains; the colour of the page says it all the same.
    if (turn && !buzzed.current && navigator.userActivation?.hasBeenActive)
      navigator.vibrate?.([300, 150, 300])
    buzzed.current = turn
  }, [turn])

  if (query.isPending) {
    return (
      <main className={css.page} aria-busy="true">
        <div className={css.wrap}>
          <PlainSkeleton width={140} height={20} />
          <PlainSkeleton width={240} height={110} />
          <PlainSkeleton width={200} height={26} />
        </div>
      </main>
    )
  }
  if (!ticket) {
    return (
      <main className={css.page}>
        <div className={css.wrap}>
          <h1 className={css.status}>{t`Senha`}</h1>
          <PlainError error={query.error} onRetry={() => void query.refetch()} />
        </div>
      </main>
    )
  }
  const { title, text } = situation(ticket)
  return (
    <main className={css.page} data-turn={turn || undefined}>
      <p className={css.company}>{ticket.companyName}</p>
      <p className={css.dim}>{ticket.serviceName}</p>
      <h1 className={css.code}>{ticket.code}</h1>
      <div role="status">
        <p className={css.status}>{title}</p>
        <p className={css.dim}>{text}</p>
      </div>
      {query.isError && <p className={css.dim}>{t`Sem conexão agora; tentando de novo…`}</p>}
    </main>
  )
}

function situation(ticket: PublicQueueTicket): { title: string; text: string } {
  switch (ticket.status) {
    case 'pending':
      return { title: t`Aguardando pagamento`, text: t`Assim que o Pix cair, você entra na fila.` }
    case 'paid':
      return ticket.ahead === 0
        ? { title: t`Você é o próximo`, text: t`Fique por perto: a chamada aparece aqui.` }
        : {
            title: ticket.ahead === 1 ? t`1 pessoa na sua frente` : t`${ticket.ahead} pessoas na sua frente`,
            text: t`Deixe esta página aberta: ela avisa quando for a sua vez.`,
          }
    case 'called':
      return {
        title: ticket.deskName ? t`É a sua vez – ${ticket.deskName}` : t`É a sua vez`,
        text: t`Dirija-se ao atendimento.`,
      }
    case 'completed':
      return { title: t`Atendimento concluído`, text: t`Obrigado pela visita.` }
    case 'no_show':
      return { title: t`Chamamos e você não estava`, text: t`Procure o balcão para voltar à fila.` }
    default:
      return { title: t`Senha cancelada`, text: t`Procure o balcão se isto for um engano.` }
  }
}
