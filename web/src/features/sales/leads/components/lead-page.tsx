import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconArrowLeft, IconFilter, IconPencil, IconX } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { History } from '@/components/record/history'
import record from '@/components/record/record.module.css'
import { ErrorState, Section, TableSkeleton } from '@/components/ui'
import type { Lead, LeadDetails } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { usePolling } from '@/lib/realtime'
import { browseLeadEvents } from '../api/browse-lead-events'
import { useChangeLeadStatus, useConvertLead, useReopenLead } from '../api/change-lead'
import { useCommentOnLead } from '../api/comment-on-lead'
import { getLead } from '../api/get-lead'
import { useSeparateLeads } from '../api/same-leads'
import { eventWords, isOpen, personWords, STEPS, statusWords } from '../words'
import { LeadStatusBadge } from './badges'
import { ChangeLeadDialog } from './change-lead-dialog'
import { LeadFacts } from './lead-facts'
import { LoseDialog } from './lose-dialog'
import css from './leads.module.css'
import { NextStep } from './next-step'
import { SameLeads } from './same-leads'
import { SentForm } from './sent-form'

interface Props {
  id: string
  /** What can be seen no more is left. */
  onLost: () => void
  /** An opportunity goes on with it. */
  onConverted: (opportunityId: string) => void
  /** What happened to a person, told by another part of the house. */
  past: (contactId: string) => ReactNode
}

export function LeadPage({ id, ...rest }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useQuery({ ...getLead(id), refetchInterval })
  return (
    <div className={record.page}>
      <Link to="/comercial/leads" className={record.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Leads`}
      </Link>
      {query.isPending ? (
        <TableSkeleton rows={4} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Details details={query.data} {...rest} />
      )}
    </div>
  )
}

type DetailsProps = Omit<Props, 'id'> & { details: LeadDetails }

function Details({ details, onLost, onConverted, past }: DetailsProps) {
  const { lead } = details
  const { person } = lead
  const mayWrite = useCan('sales.leads.write') && person !== null
  const seesPeople = useCan('people.contacts.read')
  const live = mayWrite && isOpen(lead)
  const sells = useCan('sales.opportunities.write')
  const [dialog, setDialog] = useState<'change' | 'lose' | null>(null)
  // Each opening begins afresh; while one is open it must stay the same, whatever is read anew beneath it.
  const [opening, setOpening] = useState(0)
  const open = (which: 'change' | 'lose') => {
    setOpening((n) => n + 1)
    setDialog(which)
  }
  const events = useInfiniteQuery(browseLeadEvents(lead.id))
  const comment = useCommentOnLead(lead.id)
  return (
    <>
      <header className={record.head}>
        <div className={record.headWords}>
          <h1 className={record.title}>{personWords(lead)}</h1>
          <p className={record.dim}>{lead.interest ?? t`Interesse ainda não informado`}</p>
        </div>
        <div className={record.actions}>
          {live ? (
            <>
              <Steps lead={lead} />
              {sells && <Convert lead={lead} onConverted={onConverted} />}
              <Button
                size="xs"
                variant="default"
                leftSection={<IconX size={15} />}
                onClick={() => open('lose')}
              >
                {t`Perdido`}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={15} />}
                onClick={() => open('change')}
              >
                {t`Mudar`}
              </Button>
            </>
          ) : (
            <Ended lead={lead} mayWrite={mayWrite} />
          )}
        </div>
      </header>
      <div className={record.columns}>
        <div className={record.main}>
          {mayWrite && <SameLeads lead={lead} />}
          {live && <NextStep lead={lead} />}
          <History
            query={events}
            words={eventWords}
            isFormer={({ kind }) => kind === 'described'}
            details={(event) => <SentForm event={event} />}
            onComment={mayWrite ? comment.mutateAsync : undefined}
          />
          {person && seesPeople && (
            <div className={css.past}>
              <Section title={t`Histórico da pessoa`} text={t`O que aconteceu com ela, em toda a casa.`}>
                {past(person.contactId)}
              </Section>
            </div>
          )}
        </div>
        <LeadFacts details={details} live={live} onLost={onLost} />
      </div>
      <ChangeLeadDialog
        key={`change-${opening}`}
        lead={lead}
        opened={dialog === 'change'}
        onClose={() => setDialog(null)}
      />
      <LoseDialog
        key={`lose-${opening}`}
        lead={lead}
        opened={dialog === 'lose'}
        onClose={() => setDialog(null)}
      />
    </>
  )
}

function Convert({ lead, onConverted }: { lead: Lead; onConverted: (opportunityId: string) => void }) {
  const convert = useConvertLead()
  return (
    <Button
      size="xs"
      loading={convert.isPending}
      leftSection={<IconFilter size={15} />}
      onClick={() =>
        void convert.mutateAsync({ id: lead.id, to: null }).then(({ opportunityId }) => {
          notifyDone(t`O lead virou uma oportunidade no funil.`)
          if (opportunityId) onConverted(opportunityId)
        }, notifyError)
      }
    >
      {t`Virar oportunidade`}
    </Button>
  )
}

/** How far it has come. */
function Steps({ lead: { id, status } }: { lead: Lead }) {
  const change = useChangeLeadStatus()
  const at = STEPS.findIndex((step) => step === status)
  return (
    <div role="group" aria-label={t`Situação`} className={css.steps}>
      {STEPS.map((step, index) => (
        <button
          key={step}
          type="button"
          aria-pressed={index === at}
          data-reached={index < at || undefined}
          onClick={() => index !== at && void change.mutateAsync({ id, to: step }).catch(notifyError)}
        >
          {statusWords(step).label}
        </button>
      ))}
    </div>
  )
}

function Ended({ lead, mayWrite }: { lead: Lead; mayWrite: boolean }) {
  const reopen = useReopenLead()
  const separate = useSeparateLeads()
  return (
    <>
      <LeadStatusBadge status={lead.status} />
      {lead.status === 'lost' && mayWrite && (
        <Button
          size="xs"
          variant="default"
          onClick={() => void reopen.mutateAsync({ id: lead.id, to: null }).catch(notifyError)}
        >
          {t`Reabrir`}
        </Button>
      )}
      {lead.opportunityId && (
        <Link to="/comercial/oportunidades/$id" params={{ id: lead.opportunityId }}>
          {t`Ver a oportunidade`}
        </Link>
      )}
      {lead.mergedIntoId && (
        <>
          <Link to="/comercial/leads/$leadId" params={{ leadId: lead.mergedIntoId }}>
            {t`Continuar pelo outro`}
          </Link>
          {mayWrite && (
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                void separate
                  .mutateAsync(lead.id)
                  .then(() => notifyDone(t`Os leads seguem separados.`), notifyError)
              }
            >
              {t`Separar`}
            </Button>
          )}
        </>
      )}
    </>
  )
}
