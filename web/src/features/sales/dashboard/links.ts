import type { LinkProps } from '@tanstack/react-router'
import type { LeadSource, LeadStatus, OpportunityStatus } from '@/lib/api/types'
import { type Days, daysText } from './period'

/** Whose, and how they came: what the dashboard is narrowed to, and so is what it leads to. */
export interface Narrowed {
  pipelineId: string | undefined
  /** `nobody`, or a colleague's id. */
  owner: string | undefined
  source: LeadSource | undefined
}

/** The leads that were opened in a time. */
export const leadsLink = (days: Days, narrowed: Narrowed, status?: LeadStatus): LinkProps => ({
  to: '/comercial/leads',
  search: {
    situacao: status ?? 'any',
    origem: narrowed.source,
    ...(narrowed.owner === 'nobody' ? { vista: 'unowned' } : { dono: narrowed.owner }),
    abertos: daysText(days),
  },
})

interface Which {
  status?: OpportunityStatus
  stageId?: string
  /** Whether the days are of when they were won or lost; else of when they were opened. */
  closed?: boolean
}

/** The opportunities that were opened, won or lost in a time. */
export const opportunitiesLink = (
  days: Days,
  narrowed: Narrowed,
  { status, stageId, closed }: Which = {},
): LinkProps => ({
  to: '/comercial/funil',
  search: {
    ver: 'lista',
    funil: narrowed.pipelineId,
    dono: narrowed.owner === 'nobody' ? 'ninguem' : narrowed.owner,
    origem: narrowed.source,
    situacao: status,
    etapa: stageId,
    [closed ? 'encerradas' : 'abertas']: daysText(days),
  },
})

/** The proposals that were sent in a time and can still be answered, or that were accepted in it. */
export const proposalsLink = (days: Days, narrowed: Narrowed, which: 'enviadas' | 'aceitas'): LinkProps => ({
  to: '/comercial/propostas',
  search: {
    funil: narrowed.pipelineId,
    dono: narrowed.owner === 'nobody' ? 'ninguem' : narrowed.owner,
    origem: narrowed.source,
    [which]: daysText(days),
  },
})
