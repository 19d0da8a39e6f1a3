import { t } from '@lingui/core/macro'
import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconWindow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState, ErrorState } from '@/components/ui'
import type { Desk, Ticket } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { useHotkeys } from '@/lib/hotkeys'
import { isZero } from '@/lib/money'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { useOnline } from '@/lib/use-online'
import { listDesks } from '../../desks/api/list-desks'
import { useMyDesk } from '../../desks/use-my-desk'
import { useCancelTicket } from '../api/cancel-ticket'
import { getQueue } from '../api/get-queue'
import { useOperator } from '../use-operator'
import { CancelDialog } from './cancel-dialog'
import { ChargeDialog } from './charge-dialog'
import { CurrentTicket } from './current-ticket'
import { IssuePanel } from './issue-panel'
import css from './operator.module.css'
import { RecentTickets } from './recent-tickets'
import { TransferDialog } from './transfer-dialog'
import { WaitingQueue } from './waiting-queue'

type Part = 'current' | 'queue' | 'issue'
type Dialog = { kind: 'charge' | 'cancel' | 'transfer'; ticket: Ticket; opened: boolean }

export function OperatorScreen() {
  const online = useOnline()
  const can = {
    call: useCan('counter.tickets.call'),
    issue: useCan('counter.tickets.issue'),
    charge: useCan('counter.tickets.charge'),
    cancel: useCan('counter.tickets.cancel'),
    reprint: useCan('counter.print_jobs.reprint'),
    manage: useCan('counter.settings.manage'),
  }
  const desks = useQuery(listDesks)
  const active = (desks.data ?? []).filter((desk) => desk.active)
  const [chosen, choose] = useMyDesk()
  const desk = active.find((row) => row.id === chosen) ?? null
  const operator = useOperator(desk?.id ?? null)
  const queue = useQuery({ ...getQueue, refetchInterval: usePolling() })
  const undoIssue = useCancelTicket()
  const [part, setPart] = useState<Part>('current')
  const [dialog, setDialog] = useState<Dialog | null>(null)

  const open = (kind: Dialog['kind'], ticket: Ticket | null) => {
    if (ticket) setDialog({ kind, ticket, opened: true })
  }
  const close = () => setDialog((shown) => shown && { ...shown, opened: false })
  const dialogProps = (kind: Dialog['kind']) => ({
    ticket: dialog?.kind === kind ? dialog.ticket : null,
    opened: dialog?.kind === kind && dialog.opened,
    onClose: close,
  })

  const callsOff = !online || !can.call || desk === null
  const { current } = operator
  const whenCurrent = (run: () => void) => (callsOff || !current ? undefined : run)
  useHotkeys({
    n: callsOff ? undefined : () => void operator.next(),
    space: callsOff ? undefined : () => void operator.next(),
    r: whenCurrent(() => void operator.recall()),
    c: whenCurrent(() => void operator.complete()),
    f: whenCurrent(() => void operator.noShow()),
    t: whenCurrent(() => open('transfer', current)),
    x: can.cancel ? whenCurrent(() => open('cancel', current)) : undefined,
  })

  const issued = (ticket: Ticket) => {
    if (!isZero(ticket.amount) && can.charge) {
      open('charge', ticket)
      return
    }
    notifyDone(
      t`Senha ${ticket.code} emitida.`,
      can.cancel
        ? {
            label: t`Desfazer`,
            run: () =>
              void undoIssue
                .mutateAsync({ id: ticket.id, body: { reason: t`Emitida por engano` } })
                .catch(notifyError),
          }
        : undefined,
    )
  }

  const waiting = queue.data?.waiting
  return (
    <>
      {/* On a phone one part is shown at a time; the page's name stays. */}
      <h1 className="visually-hidden">{t`Balcão`}</h1>
      <div className={css.segments}>
        <SegmentedControl
          fullWidth
          value={part}
          onChange={(value) => setPart(value as Part)}
          data={[
            { value: 'current', label: t`Atender` },
            { value: 'queue', label: waiting ? t`Fila (${waiting})` : t`Fila` },
            { value: 'issue', label: t`Emitir` },
          ]}
        />
      </div>
      <div className={css.screen}>
        <section
          className={css.column}
          data-part="queue"
          data-shown={part === 'queue' || undefined}
          aria-label={t`Fila`}
        >
          <div className={css.columnHead}>
            <h2 className={css.columnTitle}>
              {t`Fila`} <span className={css.count}>{waiting}</span>
            </h2>
          </div>
          <WaitingQueue
            disabled={callsOff || operator.busy}
            onCall={(ticket) => void operator.call(ticket)}
          />
        </section>

        <section
          className={css.column}
          data-part="current"
          data-shown={part === 'current' || undefined}
          aria-label={t`Atendimento`}
        >
          <div className={css.columnHead}>
            <h2 className={css.columnTitle}>{t`Atendimento`}</h2>
            {desk && (
              <Select
                aria-label={t`Meu guichê`}
                size="xs"
                w={160}
                leftSection={<IconWindow size={15} />}
                data={active.map((row) => ({ value: row.id, label: row.name }))}
                value={desk.id}
                onChange={(value) => value && choose(value)}
              />
            )}
          </div>
          {desk ? (
            <CurrentTicket
              operator={operator}
              waiting={waiting}
              disabled={callsOff}
              canCancel={can.cancel}
              onTransfer={() => open('transfer', current)}
              onCancel={() => open('cancel', current)}
            />
          ) : (
            <ChooseDesk desks={desks} active={active} canManage={can.manage} onChoose={choose} />
          )}
        </section>

        <section
          className={css.column}
          data-part="issue"
          data-shown={part === 'issue' || undefined}
          aria-label={t`Emitir senha`}
        >
          <div className={css.columnHead}>
            <h2 className={css.columnTitle}>{t`Emitir senha`}</h2>
          </div>
          {can.issue && <IssuePanel disabled={!online} canManage={can.manage} onIssued={issued} />}
          <RecentTickets
            disabled={!online}
            can={can}
            onCharge={(ticket) => open('charge', ticket)}
            onCancel={(ticket) => open('cancel', ticket)}
          />
        </section>
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {current ? t`Em atendimento: ${current.code}` : ''}
      </div>
      <ChargeDialog {...dialogProps('charge')} />
      <CancelDialog {...dialogProps('cancel')} />
      <TransferDialog {...dialogProps('transfer')} />
    </>
  )
}

interface ChooseDeskProps {
  desks: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown }
  active: Desk[]
  canManage: boolean
  onChoose: (id: string) => void
}

function ChooseDesk({ desks, active, canManage, onChoose }: ChooseDeskProps) {
  return (
    <div className={css.center}>
      <div className={css.current}>
        {desks.isPending ? (
          <Skeleton height={52} width={260} />
        ) : desks.isError && active.length === 0 ? (
          <ErrorState error={desks.error} onRetry={() => void desks.refetch()} />
        ) : active.length === 0 ? (
          <EmptyState
            icon={IconWindow}
            title={t`Nenhum guichê ainda`}
            text={t`O guichê é o lugar para onde o cliente é chamado: “Guichê 1”, “Caixa”, “Sala 3”.`}
            action={
              canManage && (
                <Button component={Link} to="/configuracoes/guiches">
                  {t`Criar guichês`}
                </Button>
              )
            }
          />
        ) : (
          <>
            <p className={css.idle}>{t`Em qual guichê você está?`}</p>
            <p className={css.idleText}>{t`Este aparelho lembra da escolha.`}</p>
            <div className={css.desks}>
              {active.map((desk) => (
                <button key={desk.id} type="button" className={css.action} onClick={() => onChoose(desk.id)}>
                  {desk.name}
                </button>
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  )
}
