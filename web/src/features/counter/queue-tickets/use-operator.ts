import { t } from '@lingui/core/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Ticket } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { keys } from '@/lib/query'
import { usePolling } from '@/lib/realtime'
import { uuid } from '@/lib/uuid'
import { useCallNextTicket } from './api/call-next-ticket'
import { useCallTicket } from './api/call-ticket'
import { useCompleteTicket } from './api/complete-ticket'
import { listTickets } from './api/list-tickets'
import { useMarkNoShow } from './api/mark-no-show'
import { useRecallTicket } from './api/recall-ticket'

const calledFilter = { status: ['called' as const], limit: 100 }

/** What one desk is doing and everything its operator can do about it. One act at a time. */
export function useOperator(deskId: string | null) {
  const client = useQueryClient()
  const polling = usePolling()
  const called = useQuery({
    ...listTickets(calledFilter),
    refetchInterval: polling,
    enabled: deskId !== null,
  })
  const mine = (called.data ?? [])
    .filter((ticket) => ticket.desk?.id === deskId)
    .sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''))
  const current = mine[0] ?? null

  const callNext = useCallNextTicket()
  const callTicket = useCallTicket()
  const recall = useRecallTicket()
  const complete = useCompleteTicket()
  const noShow = useMarkNoShow()
  const busy = [callNext, callTicket, recall, complete, noShow].some((mutation) => mutation.isPending)

  const calledKey = listTickets(calledFilter).queryKey
  /** Takes the ticket off the desk before the server answers, and puts it back if the server refuses. */
  const withoutTicket = async (ticket: Ticket, act: () => Promise<unknown>) => {
    await client.cancelQueries({ queryKey: keys.tickets('list') })
    const before = client.getQueryData<Ticket[]>(calledKey)
    client.setQueryData<Ticket[]>(calledKey, (rows) => rows?.filter((row) => row.id !== ticket.id))
    try {
      await act()
      return true
    } catch (error) {
      client.setQueryData(calledKey, before)
      notifyError(error)
      return false
    }
  }

  const finish = (ticket: Ticket) => withoutTicket(ticket, () => complete.mutateAsync({ id: ticket.id }))

  return {
    called,
    current,
    others: mine.slice(1),
    busy,

    async next() {
      if (!deskId || busy) return
      if (current && !(await finish(current))) return
      try {
        const call = await callNext.mutateAsync({ deskId, key: uuid() })
        if (!call) notifyDone(t`A fila está vazia. Ninguém para chamar agora.`)
      } catch (error) {
        notifyError(error)
      }
    },
    async call(ticket: Ticket) {
      if (!deskId || busy) return
      if (current && current.id !== ticket.id && !(await finish(current))) return
      await callTicket.mutateAsync({ id: ticket.id, body: { deskId } }).catch(notifyError)
    },
    async recall() {
      if (!current || busy) return
      await recall
        .mutateAsync({ id: current.id, key: uuid() })
        .then(() => notifyDone(t`Senha ${current.code} chamada de novo.`), notifyError)
    },
    async complete(ticket: Ticket | null = current) {
      if (!ticket || busy) return
      await finish(ticket)
    },
    async noShow() {
      if (!current || busy) return
      await withoutTicket(current, () => noShow.mutateAsync({ id: current.id }))
    },
  }
}

export type Operator = ReturnType<typeof useOperator>
