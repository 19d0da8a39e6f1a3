import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconPencil, IconTrophy, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import record from '@/components/record/record.module.css'
import { ErrorState, MoneyText, StatusBadge, TableSkeleton } from '@/components/ui'
import type { Opportunity } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { usePolling } from '@/lib/realtime'
import { listPipelines } from '../../pipelines/api/pipelines'
import { getOpportunity } from '../api/get-opportunity'
import { OpportunityProposals } from '../../proposals/components/opportunity-proposals'
import { statusWords, titleWords } from '../words'
import { LoseDialog } from './lose-dialog'
import { NextStep } from './next-step'
import { OpportunityDialog } from './opportunity-dialog'
import { OpportunityEvents } from './opportunity-events'
import { OpportunityFacts } from './opportunity-facts'
import css from './sales.module.css'
import { useClosing } from './use-closing'

interface Props {
  id: string
  /** What can be seen no more is left. */
  onLost: () => void
  /** Undefined: the company makes none. */
  onProposal: ((id: string) => void) | undefined
}

export function OpportunityPage({ id, ...rest }: Props) {
  const refetchInterval = usePolling(8_000, 60_000)
  const query = useQuery({ ...getOpportunity(id), refetchInterval })
  return (
    <div className={record.page}>
      <Link to="/comercial/funil" className={record.back}>
        <IconArrowLeft size={16} aria-hidden /> {t`Funil`}
      </Link>
      {query.isPending ? (
        <TableSkeleton rows={4} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Details opportunity={query.data} {...rest} />
      )}
    </div>
  )
}

type DetailsProps = Omit<Props, 'id'> & { opportunity: Opportunity }

function Details({ opportunity, onLost, onProposal }: DetailsProps) {
  const mayWrite = useCan('sales.opportunities.write')
  const mayName = mayWrite && opportunity.title !== null
  const pipelines = useQuery(listPipelines)
  const pipeline = pipelines.data?.find(({ id }) => id === opportunity.pipelineId)
  const { win, lose, reopen, isBusy } = useClosing(opportunity)
  const [dialog, setDialog] = useState<'edit' | 'lose' | null>(null)
  // Each opening begins afresh; while one is open it must stay the same, whatever is read anew beneath it.
  const [opening, setOpening] = useState(0)
  const open = (which: 'edit' | 'lose') => {
    setOpening((n) => n + 1)
    setDialog(which)
  }
  const isOpen = opportunity.status === 'open'
  const { label, tone } = statusWords(opportunity.status)
  return (
    <>
      <header className={record.head}>
        <div className={record.headWords}>
          <p className={record.dim}>{[pipeline?.name, opportunity.stage.name].filter(Boolean).join(' · ')}</p>
          <h1 className={record.title}>{titleWords(opportunity)}</h1>
          <p className={css.headFoot}>
            {!isOpen && <StatusBadge tone={tone}>{label}</StatusBadge>}
            {opportunity.lossReason && <span>{opportunity.lossReason.name}</span>}
            {opportunity.amount && (
              <strong>
                <MoneyText money={opportunity.amount} />
              </strong>
            )}
          </p>
        </div>
        <div className={record.actions}>
          {mayName && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} />}
              onClick={() => open('edit')}
            >
              {t`Mudar`}
            </Button>
          )}
          {mayWrite && !isOpen && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={15} />}
              loading={isBusy}
              onClick={reopen}
            >
              {t`Reabrir`}
            </Button>
          )}
          {mayWrite && isOpen && (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconX size={15} />}
                onClick={() => open('lose')}
              >
                {t`Perdida…`}
              </Button>
              <Button size="xs" leftSection={<IconTrophy size={15} />} loading={isBusy} onClick={win}>
                {t`Ganha`}
              </Button>
            </>
          )}
        </div>
      </header>
      <div className={record.columns}>
        <div className={record.main}>
          {isOpen && <NextStep opportunity={opportunity} mayWrite={mayName} />}
          {onProposal && (
            <OpportunityProposals
              opportunityId={opportunity.id}
              mayOffer={mayName && isOpen}
              onOpen={onProposal}
            />
          )}
          <OpportunityEvents id={opportunity.id} mayWrite={mayName} />
        </div>
        <OpportunityFacts opportunity={opportunity} pipeline={pipeline} mayWrite={mayWrite} onLost={onLost} />
      </div>
      {pipeline && (
        <OpportunityDialog
          key={`edit-${opening}`}
          opened={dialog === 'edit'}
          onClose={() => setDialog(null)}
          pipeline={pipeline}
          opportunity={opportunity}
        />
      )}
      <LoseDialog
        key={`lose-${opening}`}
        opened={dialog === 'lose'}
        onClose={() => setDialog(null)}
        onLose={lose}
      />
    </>
  )
}
