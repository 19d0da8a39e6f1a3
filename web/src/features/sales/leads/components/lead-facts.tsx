import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { Moment, MoneyText } from '@/components/ui'
import type { LeadDetails } from '@/lib/api/types'
import { useCan, useSession } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { reasonWords } from '../../lead-scores/words'
import { useAssignLead } from '../api/change-lead'
import { personWords, sourceName } from '../words'
import css from './leads.module.css'
import { OwnerSelect } from './owner-select'

interface Props {
  details: LeadDetails
  live: boolean
  onLost: () => void
}

/** Whose it is, who they are, and how they came. */
export function LeadFacts({ details, live, onLost }: Props) {
  const { lead, points, campaign, advertisement } = details
  const seesPeople = useCan('people.contacts.read')
  const seesConversations = useCan('inbox.conversations.read')
  const tags = [campaign?.name, campaign?.source, campaign?.medium, campaign?.term, campaign?.content]
  return (
    <aside className={record.facts} aria-label={t`Dados do lead`}>
      {live && <Owner details={details} onLost={onLost} />}
      <dl>
        {!live && (
          <>
            <dt>{t`Dono`}</dt>
            <dd>{lead.owner?.name ?? t`Ninguém`}</dd>
          </>
        )}
        <dt>{t`Pessoa`}</dt>
        <dd>
          {lead.person && seesPeople ? (
            <Link to="/pessoas/$id" params={{ id: lead.person.contactId }}>
              {personWords(lead)}
            </Link>
          ) : (
            personWords(lead)
          )}
        </dd>
        {lead.person?.phone && (
          <>
            <dt>{t`Telefone`}</dt>
            <dd className="tabular">{lead.person.phone}</dd>
          </>
        )}
        <dt>{t`Valor`}</dt>
        <dd>{lead.amount ? <MoneyText money={lead.amount} /> : t`Sem valor`}</dd>
        <dt>{t`Pontos`}</dt>
        <dd>
          <span className="tabular">{lead.score}</span>
          <ul className={css.points}>
            {points.map(({ reason, points: count }) => (
              <li key={reason}>
                {reasonWords(reason)} <span className="tabular">{count > 0 ? `+${count}` : count}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t`Origem`}</dt>
        <dd>{sourceName(lead.source)}</dd>
        {campaign && (
          <>
            <dt>{t`Campanha`}</dt>
            <dd>{tags.filter(Boolean).join(' · ')}</dd>
          </>
        )}
        {advertisement && (
          <>
            <dt>{t`Anúncio`}</dt>
            <dd>
              {advertisement.url && /^https:\/\//.test(advertisement.url) ? (
                <a href={advertisement.url} target="_blank" rel="noopener noreferrer">
                  {advertisement.headline ?? advertisement.url}
                </a>
              ) : (
                (advertisement.headline ?? advertisement.id)
              )}
            </dd>
          </>
        )}
        <dt>{t`Criado em`}</dt>
        <dd>
          <Moment at={lead.createdAt} />
        </dd>
        {lead.closedAt && (
          <>
            <dt>{t`Encerrado em`}</dt>
            <dd>
              <Moment at={lead.closedAt} />
            </dd>
          </>
        )}
        {lead.lossReason && (
          <>
            <dt>{t`Motivo`}</dt>
            <dd>{lead.lossReason.name}</dd>
          </>
        )}
        {lead.conversationId && seesConversations && (
          <>
            <dt>{t`Começou em`}</dt>
            <dd>
              <Link to="/atendimento" search={{ conversa: lead.conversationId }}>
                {t`Uma conversa`}
              </Link>
            </dd>
          </>
        )}
      </dl>
    </aside>
  )
}

function Owner({ details: { lead }, onLost }: Omit<Props, 'live'>) {
  const { user } = useSession()
  const seesAll = useCan('sales.read_all')
  const assign = useAssignLead()
  return (
    <div className={record.responsible}>
      <OwnerSelect
        value={lead.owner?.id ?? ''}
        known={lead.owner}
        onChange={(owner) => {
          const to = owner.id ? owner : null
          assign.mutateAsync({ id: lead.id, to }).then(() => {
            if (!to || to.id === user.id) return
            notifyDone(t`O lead agora é de ${to.name}.`)
            // A colleague's is seen by that colleague and whoever leads.
            if (!seesAll) onLost()
          }, notifyError)
        }}
      />
    </div>
  )
}
