import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { Moment } from '@/components/ui'
import type { Opportunity, Pipeline } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { formatDate } from '@/lib/time'
import { useNow } from '@/lib/use-now'
import { sourceName } from '../../leads/words'
import { listSellers } from '../../pipelines/api/pipelines'
import { useAssignOpportunity, useMoveOpportunity } from '../api/change-opportunity'
import { ageWords, customerWords, ownerWords } from '../words'

interface Props {
  opportunity: Opportunity
  pipeline: Pipeline | undefined
  mayWrite: boolean
  onLost: () => void
}

/** Whose it is, for whom, where it stands, and until when. */
export function OpportunityFacts({ opportunity, pipeline, mayWrite, onLost }: Props) {
  const seesPeople = useCan('people.contacts.read')
  const seesLeads = useCan('sales.leads.read')
  const now = useNow(60_000)
  return (
    <aside className={record.facts} aria-label={t`Dados da oportunidade`}>
      {mayWrite && (
        <div className={record.responsible}>
          <Owner opportunity={opportunity} onLost={onLost} />
          {opportunity.status === 'open' && pipeline && (
            <StageSelect opportunity={opportunity} pipeline={pipeline} />
          )}
        </div>
      )}
      <dl>
        {!mayWrite && (
          <>
            <dt>{t`Dono`}</dt>
            <dd>{ownerWords(opportunity)}</dd>
            <dt>{t`Etapa`}</dt>
            <dd>{opportunity.stage.name}</dd>
          </>
        )}
        <dt>{t`Pessoa`}</dt>
        <dd>
          {opportunity.customer && seesPeople ? (
            <Link to="/pessoas/$id" params={{ id: opportunity.customer.contactId }}>
              {customerWords(opportunity)}
            </Link>
          ) : (
            (customerWords(opportunity) ?? t`Ninguém indicado`)
          )}
        </dd>
        {opportunity.source && (
          <>
            <dt>{t`Origem`}</dt>
            <dd>
              {opportunity.leadId && seesLeads ? (
                <Link to="/comercial/leads/$leadId" params={{ leadId: opportunity.leadId }}>
                  {t`Lead: ${sourceName(opportunity.source)}`}
                </Link>
              ) : (
                sourceName(opportunity.source)
              )}
            </dd>
          </>
        )}
        <dt>{t`Previsão`}</dt>
        <dd>{opportunity.expectedOn ? formatDate(opportunity.expectedOn) : t`Sem data`}</dd>
        {opportunity.status === 'open' && (
          <>
            <dt>{t`Nesta etapa`}</dt>
            <dd className={opportunity.isRotting ? record.overdue : undefined}>
              {ageWords(opportunity.stageSince, now)}
              {opportunity.isRotting && ` (${t`parada`})`}
            </dd>
          </>
        )}
        <dt>{t`Aberta em`}</dt>
        <dd>
          <Moment at={opportunity.createdAt} />
        </dd>
        {opportunity.closedAt && (
          <>
            <dt>{t`Encerrada em`}</dt>
            <dd>
              <Moment at={opportunity.closedAt} />
            </dd>
          </>
        )}
      </dl>
    </aside>
  )
}

function Owner({ opportunity, onLost }: Pick<Props, 'opportunity' | 'onLost'>) {
  const { user } = useSession()
  const seesAll = useCan('sales.read_all')
  const sellers = useQuery(listSellers)
  const assign = useAssignOpportunity()
  const { owner } = opportunity
  const all = sellers.data ?? []
  const known = owner && !all.some(({ id }) => id === owner.id) ? [owner] : []
  return (
    <Select
      size="sm"
      label={t`Dono`}
      value={owner?.id ?? ''}
      allowDeselect={false}
      data={[
        { value: '', label: t`Sem dono` },
        ...[...known, ...all].map(({ id, name }) => ({
          value: id,
          label: id === user.id ? t`${name} (você)` : name,
        })),
      ]}
      onChange={(value) => {
        const to = all.find(({ id }) => id === value) ?? null
        const lost = !seesAll && to !== null && to.id !== user.id
        assign.mutateAsync({ seen: opportunity, to }).then(() => {
          if (!lost) return
          notifyDone(t`A oportunidade agora é de ${to.name}.`)
          onLost()
        }, notifyError)
      }}
    />
  )
}

function StageSelect({ opportunity, pipeline }: { opportunity: Opportunity; pipeline: Pipeline }) {
  const move = useMoveOpportunity()
  return (
    <Select
      size="sm"
      label={t`Etapa`}
      value={opportunity.stage.id}
      allowDeselect={false}
      data={pipeline.stages
        .filter(({ active, id }) => active || id === opportunity.stage.id)
        .map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(value) => {
        const stage = pipeline.stages.find(({ id }) => id === value)
        if (!stage || stage.id === opportunity.stage.id) return
        void move.mutateAsync({ seen: opportunity, to: { stage, afterId: null } }).catch(notifyError)
      }}
    />
  )
}
