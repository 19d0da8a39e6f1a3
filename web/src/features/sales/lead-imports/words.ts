import { t } from '@lingui/core/macro'
import type { Tone } from '@/components/ui'
import type { LeadColumn, LeadImport, LeadRowProblem } from '@/lib/api/types'

export const COLUMNS: LeadColumn[] = [
  'ignored',
  'name',
  'phone',
  'email',
  'tax_id',
  'interest',
  'amount',
  'source',
  'owner',
  'next_step',
  'next_step_at',
  'note',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
]

/** By one of these a person is recognised. */
const IDENTIFYING: LeadColumn[] = ['phone', 'email', 'tax_id']

export const identifies = (columns: readonly LeadColumn[]) =>
  IDENTIFYING.some((column) => columns.includes(column))

/** Each thing is said by one column: where another said it, that one says nothing any more. */
export const withColumn = (columns: readonly LeadColumn[], at: number, to: LeadColumn) =>
  columns.map((column, i): LeadColumn => (i === at ? to : column === to ? 'ignored' : column))

export function columnName(column: LeadColumn): string {
  return {
    ignored: t`Não usar`,
    name: t`Nome`,
    phone: t`Telefone`,
    email: t`E-mail`,
    tax_id: t`CPF ou CNPJ`,
    interest: t`Interesse`,
    amount: t`Valor`,
    source: t`Origem`,
    owner: t`Dono (e-mail)`,
    next_step: t`Próximo passo`,
    next_step_at: t`Quando é o próximo passo`,
    note: t`Comentário`,
    utm_source: 'utm_source',
    utm_medium: 'utm_medium',
    utm_campaign: 'utm_campaign',
    utm_term: 'utm_term',
    utm_content: 'utm_content',
  }[column]
}

export function statusWords(status: LeadImport['status']): { label: string; tone: Tone } {
  return {
    uploaded: { label: t`Esperando começar`, tone: 'warn' as const },
    running: { label: t`Importando`, tone: 'info' as const },
    done: { label: t`Importada`, tone: 'ok' as const },
    cancelled: { label: t`Cancelada`, tone: 'neutral' as const },
    broken: { label: t`Interrompida`, tone: 'danger' as const },
    undoing: { label: t`Desfazendo`, tone: 'info' as const },
    undone: { label: t`Desfeita`, tone: 'neutral' as const },
  }[status]
}

export function problemWords({ column, fault }: LeadRowProblem): string {
  const name = column ? columnName(column) : ''
  return {
    missing: t`${name}: falta`,
    invalid: t`${name}: não é válido`,
    too_long: t`${name}: é longo demais`,
    unknown: t`${name}: ninguém da equipe de vendas tem este e-mail`,
    nobody: t`Falta telefone, e-mail, CPF ou CNPJ`,
    already_open: t`A pessoa já tem um lead aberto`,
  }[fault]
}

export const isUnderWay = (status: LeadImport['status'] | undefined) =>
  status === 'running' || status === 'undoing'

export const count = (n: number) => n.toLocaleString('pt-BR')

/** How far what is under way has come, 0 to 100. */
export function percent(of: LeadImport): number {
  const [done, all] =
    of.status === 'undoing' || of.status === 'undone'
      ? [of.undoneLeads + of.keptLeads, of.made]
      : [of.rowsRead, of.rows]
  return all === 0 ? 100 : Math.floor((100 * done) / all)
}

export const separatorName = (separator: string) =>
  ({ ';': t`ponto e vírgula`, ',': t`vírgula`, '\t': t`tabulação`, '|': t`barra` })[separator] ?? separator
