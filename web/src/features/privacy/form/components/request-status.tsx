import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { PageTitle, PlainError, PlainFoot, PlainSkeleton, PublicPage } from '@/components/plain'
import { formatDay } from '@/lib/time'
import { kindName, type RequestStatus } from '../../words'
import { followRequest } from '../api/form'

export function RequestStatusPage({ token }: { token: string }) {
  const query = useQuery(followRequest(token))
  if (query.isPending) {
    return (
      <PublicPage>
        <PlainSkeleton width={220} height={28} />
        <PlainSkeleton height={20} />
      </PublicPage>
    )
  }
  if (!query.data) {
    return (
      <PublicPage>
        <PageTitle title={t`Seu pedido`} />
        <PlainError error={query.error} onRetry={() => void query.refetch()} />
      </PublicPage>
    )
  }
  const request = query.data
  const received = formatDay(request.receivedAt)
  return (
    <PublicPage>
      <PageTitle title={situation(request.status)} lead={t`Protocolo ${request.protocol}`} />
      <p>{next(request.status, formatDay(request.closedAt ?? request.dueAt))}</p>
      <PlainFoot>{t`${kindName(request.kind)}, pedido a ${request.companyName} em ${received}.`}</PlainFoot>
    </PublicPage>
  )
}

function situation(status: RequestStatus): string {
  return {
    received: t`Pedido recebido`,
    identified: t`Pedido em atendimento`,
    done: t`Pedido atendido`,
    refused: t`Pedido não atendido`,
  }[status]
}

function next(status: RequestStatus, day: string): string {
  return {
    received: t`A empresa vai conferir que é você e responder até ${day}, pelo contato que você deixou.`,
    identified: t`A empresa já conferiu que é você e responde até ${day}, pelo contato que você deixou.`,
    done: t`Encerrado em ${day}. A resposta foi enviada pelo contato que você deixou.`,
    refused: t`Encerrado em ${day}. O motivo foi enviado pelo contato que você deixou. Você pode reclamar à ANPD.`,
  }[status]
}
