import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { ErrorState, Moment, MoneyText, Section } from '@/components/ui'
import type { Proposal, ProposalVersion } from '@/lib/api/types'
import { formatMoment } from '@/lib/time'
import { browseViews } from '../api/get-proposal'
import { pixWords, viaWords, visitorWords } from '../words'
import { ProposalStatusBadge } from './badges'
import css from './proposals.module.css'

interface Props {
  proposal: Proposal
  /** The one that is looked at. */
  version: ProposalVersion
  onVersion: (version: number | undefined) => void
}

/** What became of it: sent, looked at, decided on, paid; and what came before it. */
export function Follow({ proposal, version, onVersion }: Props) {
  const isSent = version.sentAt !== null
  return (
    <div className={css.follow}>
      {!isSent && proposal.versions.length === 1 && (
        <p
          className={css.dim}
        >{t`Depois de enviada, aqui se vê quando o cliente a abre e o que responde.`}</p>
      )}
      {isSent && <Progress proposal={proposal} version={version} />}
      {version.views > 0 && <Views proposalId={proposal.id} version={version.version} />}
      {proposal.versions.length > 1 && (
        <Section title={t`Versões`}>
          <ul className={css.versions}>
            {proposal.versions.map((one) => (
              <li key={one.version}>
                <button
                  type="button"
                  aria-current={one.version === version.version || undefined}
                  onClick={() =>
                    onVersion(one.version === proposal.current.version ? undefined : one.version)
                  }
                >
                  <span>{t`Versão ${one.version}`}</span>
                  <ProposalStatusBadge status={one.status} />
                  <MoneyText money={one.total} />
                  {one.sentAt && <Moment at={one.sentAt} />}
                </button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

function Progress({ proposal: { pix }, version }: Pick<Props, 'proposal' | 'version'>) {
  const { sentAt, sentBy, via, firstViewedAt, acceptance, refusal, link } = version
  return (
    <Section title={t`O que aconteceu`}>
      <dl className={css.progress}>
        {sentAt && (
          <>
            <dt>{t`Enviada`}</dt>
            <dd>
              <Moment at={sentAt} />
              {sentBy && `, ${sentBy.name}`}
              {via && `, ${viaWords(via)}`}
              {link && (
                <>
                  {' · '}
                  {/* One's own look is not the customer's. */}
                  <a href={`${link}#previa`} target="_blank" rel="noopener">
                    {t`ver como o cliente`}
                  </a>
                </>
              )}
            </dd>
          </>
        )}
        <dt>{t`Vista`}</dt>
        <dd>{firstViewedAt ? t`${formatMoment(firstViewedAt)}, pela primeira vez` : t`ainda não`}</dd>
        {acceptance && (
          <>
            <dt>{t`Aceita`}</dt>
            <dd>
              <Moment at={acceptance.at} />
              {', '}
              {acceptance.name ?? t`nome apagado`}
              {acceptance.cpf && `, ${acceptance.cpf}`}
              {acceptance.ip && <span className={css.proof}>{t`Do endereço ${acceptance.ip}`}</span>}
              <span className={css.proof}>
                {t`Resumo da versão aceita (SHA-256):`} <code>{acceptance.contentHash}</code>
              </span>
            </dd>
          </>
        )}
        {refusal && (
          <>
            <dt>{t`Recusada`}</dt>
            <dd>
              <Moment at={refusal.at} />
              {refusal.reason && <q className={css.reason}>{refusal.reason}</q>}
            </dd>
          </>
        )}
        {pix && (
          <>
            <dt>{t`Pix`}</dt>
            <dd>
              {pixWords(pix.status)}
              {pix.paidAt && (
                <>
                  {', '}
                  <Moment at={pix.paidAt} />
                </>
              )}
            </dd>
          </>
        )}
      </dl>
    </Section>
  )
}

function Views({ proposalId, version }: { proposalId: string; version: number }) {
  const views = useQuery(browseViews(proposalId, version))
  if (views.isError && !views.data)
    return <ErrorState error={views.error} onRetry={() => void views.refetch()} />
  if (!views.data) return null
  return (
    <Section title={t`Quando foi vista`}>
      <ol className={css.views}>
        {views.data.map(({ at, device }) => (
          <li key={at}>
            <Moment at={at} />
            <span className={css.dim}>{visitorWords(device)}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
