import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Lead } from '@/lib/api/types'
import { notifyDone, notifyError } from '@/lib/notify'
import { listSameLeads, useMergeLeads, useSeparateLeads } from '../api/same-leads'
import { LeadStatusBadge } from './badges'
import css from './leads.module.css'

/** Where two contacts turned out to be one person, each may have brought a lead. Nothing is shown where there is but one. */
export function SameLeads({ lead }: { lead: Lead }) {
  const same = useQuery(listSameLeads(lead.id))
  const merge = useMergeLeads()
  const separate = useSeparateLeads()
  const apart = (id: string) =>
    void separate.mutateAsync(id).then(() => notifyDone(t`Os leads seguem separados.`), notifyError)
  const join = (id: string) =>
    void merge
      .mutateAsync({ leadId: id, intoLeadId: lead.id })
      .then(() => notifyDone(t`Leads juntados.`, { label: t`Separar`, run: () => apart(id) }), notifyError)
  const { open = [], merged = [] } = same.data ?? {}
  return (
    <>
      {open.length > 0 && (
        <section className={css.same} aria-label={t`Da mesma pessoa`}>
          <h2>{t`Esta pessoa tem outro lead aberto. Se o assunto é o mesmo, junte os dois.`}</h2>
          <Others leads={open} act={t`Juntar a este`} onAct={join} />
        </section>
      )}
      {merged.length > 0 && (
        <section className={css.same} data-merged aria-label={t`Juntados a este`}>
          <h2>{t`Juntados a este`}</h2>
          <Others leads={merged} act={t`Separar`} onAct={apart} />
        </section>
      )}
    </>
  )
}

function Others({ leads, act, onAct }: { leads: Lead[]; act: string; onAct: (id: string) => void }) {
  return (
    <ul>
      {leads.map((other) => (
        <li key={other.id}>
          <Link to="/comercial/leads/$leadId" params={{ leadId: other.id }}>
            {other.interest ?? t`Sem interesse informado`}
            {other.owner && ` · ${other.owner.name}`}
          </Link>
          <LeadStatusBadge status={other.status} />
          <Button size="xs" variant="default" onClick={() => onAct(other.id)}>
            {act}
          </Button>
        </li>
      ))}
    </ul>
  )
}
