import { t } from '@lingui/core/macro'
import { Button, Skeleton, Switch, TextInput } from '@mantine/core'
import { IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { EmptyState, ErrorState, Kbd, MoneyText } from '@/components/ui'
import { isApiError } from '@/lib/api/problem'
import type { Service, Ticket } from '@/lib/api/types'
import { useHotkeys } from '@/lib/hotkeys'
import { brl, isZero, parseAmount } from '@/lib/money'
import { notifyError } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { listServices } from '../../services/api/list-services'
import { useIssueTicket } from '../api/issue-ticket'
import { CustomerDialog, type TicketCustomer } from './customer-dialog'
import css from './operator.module.css'

/** "Preferencial": above every normal ticket, with room on both sides for a service's own weight. */
const PREFERENTIAL = 5

interface Props {
  disabled: boolean
  canManage: boolean
  onIssued: (ticket: Ticket) => void
}

type Attempt = Parameters<ReturnType<typeof useIssueTicket>['mutate']>[0]

export function IssuePanel({ disabled, canManage, onIssued }: Props) {
  const services = useQuery(listServices)
  const issue = useIssueTicket()
  const [preferential, setPreferential] = useState(false)
  const [amount, setAmount] = useState<string | null>(null)
  /** Sent, answer unknown: sent again with the same key, it cannot become two tickets. */
  const [unanswered, setUnanswered] = useState<Attempt | null>(null)
  /** The service that asks who the ticket is for, while it asks; its ticket has one id whatever is corrected. */
  const [asking, setAsking] = useState<{ service: Service; id: string } | null>(null)
  const amountRef = useRef<HTMLInputElement>(null)

  const active = (services.data ?? []).filter((service) => service.active)
  const parsed = amount === null || amount.trim() === '' ? null : parseAmount(amount)
  const amountProblem =
    amount !== null && amount.trim() !== '' && parsed === null ? t`Use reais e centavos, como 12,50.` : null

  const send = (attempt: Attempt) => {
    void issue.mutateAsync(attempt).then(
      (ticket) => {
        setUnanswered(null)
        setPreferential(false)
        setAmount(null)
        setAsking(null)
        onIssued(ticket)
      },
      (error) => {
        if (asking) return
        setUnanswered(isApiError(error) && error.isTransient ? attempt : null)
        notifyError(error)
      },
    )
  }

  const issueFor = (service: Service | undefined) => {
    if (!service || disabled || issue.isPending) return
    if (amountProblem) {
      amountRef.current?.focus()
      return
    }
    if (service.customerAsk === 'never') issueNow(service, uuid(), null)
    else {
      issue.reset()
      setAsking({ service, id: uuid() })
    }
  }

  const issueNow = (service: Service, id: string, customer: TicketCustomer | null) =>
    send({
      key: uuid(),
      body: {
        id,
        serviceId: service.id,
        ...(parsed ? { amount: brl(parsed) } : {}),
        ...(preferential ? { priority: PREFERENTIAL } : {}),
        ...(customer ? { customer } : {}),
      },
    })

  useHotkeys({
    ...Object.fromEntries(
      active.slice(0, 9).map((service, index) => [String(index + 1), () => issueFor(service)]),
    ),
    p: () => setPreferential((on) => !on),
    v: () => {
      setAmount((text) => text ?? '')
      setTimeout(() => amountRef.current?.focus())
    },
  })

  if (services.isPending) {
    return (
      <div className={css.issue}>
        <div className={css.tiles}>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} height={84} radius={10} />
          ))}
        </div>
      </div>
    )
  }
  if (services.isError && !services.data) {
    return (
      <div className={css.issue}>
        <ErrorState error={services.error} onRetry={() => void services.refetch()} />
      </div>
    )
  }
  if (active.length === 0) {
    return (
      <EmptyState
        icon={IconTags}
        title={t`Nenhum serviço ainda`}
        text={t`Cada serviço tem seu prefixo e seu preço: A para caixa, B para exames…`}
        action={
          canManage && (
            <Button component={Link} to="/configuracoes/servicos">
              {t`Criar serviços`}
            </Button>
          )
        }
      />
    )
  }
  return (
    <div className={css.issue}>
      {unanswered && (
        <ErrorState error={issue.error} onRetry={issue.isPending ? undefined : () => send(unanswered)} />
      )}
      {asking && (
        <CustomerDialog
          key={asking.id}
          service={asking.service}
          busy={issue.isPending}
          error={issue.error}
          onIssue={(customer) => issueNow(asking.service, asking.id, customer)}
          onClose={() => setAsking(null)}
        />
      )}
      <div className={css.tiles}>
        {active.map((service, index) => (
          <button
            key={service.id}
            type="button"
            className={css.tile}
            disabled={disabled || issue.isPending}
            onClick={() => issueFor(service)}
          >
            <span className={css.tileName}>{service.name}</span>
            {index < 9 && (
              <span className={css.tileKey}>
                <Kbd hint>{index + 1}</Kbd>
              </span>
            )}
            <span className={css.tileFoot}>
              <span>
                {isZero(parsed ? brl(parsed) : service.price) ? (
                  t`Grátis`
                ) : (
                  <MoneyText money={parsed ? brl(parsed) : service.price} />
                )}
              </span>
              <span>{service.prefix}</span>
            </span>
          </button>
        ))}
      </div>
      <div className={css.options}>
        <Switch
          label={t`Preferencial`}
          checked={preferential}
          onChange={(event) => setPreferential(event.currentTarget.checked)}
        />
        {amount === null ? (
          <button type="button" className={css.linkButton} onClick={() => setAmount('')}>
            {t`Outro valor`}
          </button>
        ) : (
          <button type="button" className={css.linkButton} onClick={() => setAmount(null)}>
            {t`Valor da tabela`}
          </button>
        )}
      </div>
      {amount !== null && (
        <TextInput
          ref={amountRef}
          autoFocus
          inputMode="decimal"
          label={t`Valor desta senha`}
          placeholder={t`0,00`}
          leftSection="R$"
          value={amount}
          error={amountProblem}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
      )}
    </div>
  )
}
