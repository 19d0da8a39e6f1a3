import { t } from '@lingui/core/macro'
import type { Dashboard, LeadSource } from '@/lib/api/types'
import { sourceName } from '../../leads/words'
import { leadsLink, type Narrowed, opportunitiesLink } from '../links'
import type { Days } from '../period'
import {
  amountOf,
  answerName,
  count,
  cycleName,
  daysWords,
  type Figures,
  lasting,
  moneyWords,
  share,
  shareWords,
} from '../words'
import css from './dashboard.module.css'
import { Bars, Panel } from './panel'
import { WonColumns } from './won-columns'

interface Props {
  data: Dashboard
  days: Days
  narrowed: Narrowed
}

const nothing = <p className={css.nothing}>–</p>

export function Charts(props: Props) {
  return (
    <div className={css.grid}>
      <Won {...props} />
      <LeadFunnel {...props} />
      <StageFunnel {...props} />
      <BySource {...props} />
      <ByOwner {...props} />
      <Answers {...props} />
      <Cycles {...props} />
    </div>
  )
}

function Won({ data, narrowed }: Props) {
  const rows = data.won.map((point, index) => ({ ...point, before: data.wonBefore[index] }))
  return (
    <Panel
      wide
      title={t`Valor vendido`}
      text={
        data.comparedWith
          ? t`Em cinza, o período com que se compara.`
          : t`Pelo dia em que a oportunidade foi ganha.`
      }
      rows={rows}
      rowKey={({ from }) => from}
      first={{ key: 'days', header: t`Quando`, cell: (row) => daysWords(row) }}
      figures={[
        ['won', t`Vendas`, ({ won }) => count(won)],
        ['value', t`Valor`, ({ value }) => moneyWords(value)],
        ['before', t`Antes`, ({ before }) => (before ? moneyWords(before.value) : '–'), 'hide'],
      ]}
    >
      <WonColumns points={data.won} before={data.wonBefore} narrowed={narrowed} />
    </Panel>
  )
}

function LeadFunnel({ data: { total, before }, days, narrowed }: Props) {
  const steps: {
    key: keyof Figures & string
    label: string
    of: (f: Figures) => number
    status?: 'converted'
  }[] = [
    { key: 'leads', label: t`Leads`, of: ({ leads }) => leads },
    { key: 'qualified', label: t`Qualificados`, of: ({ qualified }) => qualified },
    {
      key: 'converted',
      label: t`Viraram oportunidade`,
      of: ({ converted }) => converted,
      status: 'converted',
    },
    { key: 'leadsWon', label: t`Viraram venda`, of: ({ leadsWon }) => leadsWon },
  ]
  const rows = steps.map((step) => ({
    ...step,
    now: step.of(total),
    before: before ? step.of(before) : null,
    share: share(step.of(total), total.leads),
  }))
  return (
    <Panel
      title={t`Do lead à venda`}
      text={t`Dos leads abertos no período, até onde chegaram.`}
      rows={rows}
      rowKey={({ key }) => key}
      first={{ key: 'label', header: t`Passo`, cell: ({ label }) => label }}
      figures={[
        ['now', t`Leads`, ({ now }) => count(now)],
        ['share', t`Do total`, (row) => shareWords(row.share)],
        ['before', t`Antes`, (row) => (row.before === null ? '–' : count(row.before)), 'hide'],
      ]}
    >
      <Bars
        label={t`Do lead à venda`}
        bars={rows.map(({ key, label, now, before: then, share: part, status }) => ({
          key,
          label,
          value: now,
          now,
          before: then,
          words: key === 'leads' ? count(now) : `${count(now)} · ${shareWords(part)}`,
          ...(key === 'leads' || status ? { to: leadsLink(days, narrowed, status) } : {}),
        }))}
      />
    </Panel>
  )
}

function StageFunnel({ data: { stages, total }, days, narrowed }: Props) {
  return (
    <Panel
      title={t`Por etapa do funil`}
      text={t`Das oportunidades abertas no período, quantas chegaram a cada etapa.`}
      rows={stages}
      rowKey={({ stage }) => stage.id}
      first={{ key: 'stage', header: t`Etapa`, cell: ({ stage }) => stage.name }}
      figures={[
        ['reached', t`Chegaram`, ({ reached }) => count(reached)],
        ['standing', t`Estão nela`, ({ standing }) => count(standing)],
        ['won', t`Ganhas`, ({ won }) => count(won), 'hide'],
        ['lost', t`Perdidas`, ({ lost }) => count(lost), 'hide'],
      ]}
    >
      <Bars
        label={t`Por etapa do funil`}
        bars={[
          ...stages.map(({ stage, reached, reachedBefore }) => ({
            key: stage.id,
            label: stage.name,
            value: reached,
            now: reached,
            before: reachedBefore,
            words: count(reached),
            to: opportunitiesLink(days, narrowed, { stageId: stage.id }),
          })),
        ]}
      />
      {total.opened === 0 && nothing}
    </Panel>
  )
}

function BySource({ data: { sources }, days, narrowed }: Props) {
  const name = (source: LeadSource | null) => (source ? sourceName(source) : t`Sem lead`)
  const withLeads = sources.filter(({ source }) => source)
  return (
    <Panel
      title={t`Conversão por origem`}
      text={t`Leads de cada origem; na parte cheia, os que viraram oportunidade.`}
      rows={sources}
      rowKey={({ source }) => source ?? ''}
      first={{ key: 'source', header: t`Origem`, cell: ({ source }) => name(source) }}
      figures={[
        ['leads', t`Leads`, ({ now }) => count(now.leads)],
        ['converted', t`Convertidos`, ({ now }) => shareWords(share(now.converted, now.leads))],
        ['won', t`Vendas`, ({ now }) => count(now.won), 'hide'],
        ['value', t`Valor vendido`, ({ now }) => moneyWords(now.wonValue), 'hide'],
      ]}
    >
      {withLeads.length === 0 ? (
        nothing
      ) : (
        <Bars
          label={t`Conversão por origem`}
          bars={withLeads.map(({ source, now, before }) => ({
            key: source!,
            label: name(source),
            value: now.leads,
            part: now.converted,
            now: share(now.converted, now.leads),
            before: before && share(before.converted, before.leads),
            words: `${count(now.leads)} · ${shareWords(share(now.converted, now.leads))}`,
            to: leadsLink(days, { ...narrowed, source: source! }),
          }))}
        />
      )}
    </Panel>
  )
}

function ByOwner({ data: { owners }, days, narrowed }: Props) {
  const name = (owner: { name: string } | null) => owner?.name ?? t`Sem dono`
  return (
    <Panel
      title={t`Por responsável`}
      text={t`Valor vendido no período, por quem cuida hoje de cada oportunidade.`}
      rows={owners}
      rowKey={({ owner }) => owner?.id ?? ''}
      first={{ key: 'owner', header: t`Quem`, cell: ({ owner }) => name(owner) }}
      figures={[
        ['leads', t`Leads`, ({ now }) => count(now.leads), 'hide'],
        ['converted', t`Convertidos`, ({ now }) => shareWords(share(now.converted, now.leads)), 'hide'],
        ['accepted', t`Propostas aceitas`, ({ now }) => count(now.proposalsAccepted), 'hide'],
        ['won', t`Vendas`, ({ now }) => count(now.won)],
        ['value', t`Valor vendido`, ({ now }) => moneyWords(now.wonValue)],
        ['cycle', t`Tempo até ganhar`, ({ now }) => lasting(now.cycleSeconds), 'hide'],
      ]}
    >
      {owners.length === 0 ? (
        nothing
      ) : (
        <Bars
          label={t`Por responsável`}
          bars={owners.map(({ owner, now, before }) => ({
            key: owner?.id ?? '',
            label: name(owner),
            value: amountOf(now.wonValue),
            now: amountOf(now.wonValue),
            before: before && amountOf(before.wonValue),
            words: moneyWords(now.wonValue),
            to: opportunitiesLink(
              days,
              { ...narrowed, owner: owner?.id ?? 'nobody' },
              { status: 'won', closed: true },
            ),
          }))}
        />
      )}
    </Panel>
  )
}

function Answers({ data: { answers } }: Props) {
  return (
    <Panel
      title={t`Primeira resposta e conversão`}
      text={t`Leads que vieram de conversas, por quanto o cliente esperou; na parte cheia, os que viraram oportunidade.`}
      rows={answers}
      rowKey={({ underMinutes }) => `${underMinutes}`}
      first={{ key: 'wait', header: t`Resposta`, cell: ({ underMinutes }) => answerName(underMinutes) }}
      figures={[
        ['leads', t`Leads`, ({ leads }) => count(leads)],
        ['converted', t`Convertidos`, (row) => shareWords(share(row.converted, row.leads))],
        [
          'before',
          t`Antes`,
          (row) => shareWords(share(row.convertedBefore ?? 0, row.leadsBefore ?? 0)),
          'hide',
        ],
      ]}
    >
      <Bars
        label={t`Primeira resposta e conversão`}
        bars={answers.map((row) => ({
          key: `${row.underMinutes}`,
          label: answerName(row.underMinutes),
          value: row.leads,
          part: row.converted,
          now: share(row.converted, row.leads),
          before: share(row.convertedBefore ?? 0, row.leadsBefore ?? 0),
          words: `${count(row.leads)} · ${shareWords(share(row.converted, row.leads))}`,
        }))}
      />
    </Panel>
  )
}

function Cycles({ data: { cycleTimes }, days, narrowed }: Props) {
  return (
    <Panel
      title={t`Tempo até ganhar`}
      text={t`Das vendas do período, quanto passou desde que a oportunidade foi aberta.`}
      rows={cycleTimes}
      rowKey={({ underDays }) => `${underDays}`}
      first={{ key: 'took', header: t`Tempo`, cell: ({ underDays }) => cycleName(underDays) }}
      figures={[
        ['won', t`Vendas`, ({ won }) => count(won)],
        ['value', t`Valor`, ({ value }) => moneyWords(value)],
        ['before', t`Antes`, ({ wonBefore }) => (wonBefore === null ? '–' : count(wonBefore)), 'hide'],
      ]}
    >
      <Bars
        label={t`Tempo até ganhar`}
        bars={cycleTimes.map(({ underDays, won, wonBefore }) => ({
          key: `${underDays}`,
          label: cycleName(underDays),
          value: won,
          now: won,
          before: wonBefore,
          words: count(won),
          to: opportunitiesLink(days, narrowed, { status: 'won', closed: true }),
        }))}
      />
    </Panel>
  )
}
