import { t } from '@lingui/core/macro'
import type { ImportRow, ProductColumn, ProductUnit } from '@/lib/api/types'

export const UNITS: ProductUnit[] = [
  'un',
  'kg',
  'g',
  'l',
  'ml',
  'm',
  'cm',
  'm2',
  'm3',
  'cx',
  'pc',
  'pct',
  'par',
  'dz',
  'kit',
  'h',
  'dia',
  'mes',
  'serv',
]

export function unitName(unit: ProductUnit): string {
  return {
    un: t`Unidade (UN)`,
    kg: t`Quilo (KG)`,
    g: t`Grama (G)`,
    l: t`Litro (L)`,
    ml: t`Mililitro (ML)`,
    m: t`Metro (M)`,
    cm: t`Centímetro (CM)`,
    m2: t`Metro quadrado (M2)`,
    m3: t`Metro cúbico (M3)`,
    cx: t`Caixa (CX)`,
    pc: t`Peça (PC)`,
    pct: t`Pacote (PCT)`,
    par: t`Par (PAR)`,
    dz: t`Dúzia (DZ)`,
    kit: t`Kit (KIT)`,
    h: t`Hora (H)`,
    dia: t`Dia (DIA)`,
    mes: t`Mês (MES)`,
    serv: t`Serviço (SERV)`,
  }[unit]
}

export const unitShort = (unit: ProductUnit) => unit.toUpperCase()

/** Table A of the CST, as an invoice has it. */
export function originName(origin: number): string {
  return [
    t`0 – Nacional`,
    t`1 – Estrangeira, importação direta`,
    t`2 – Estrangeira, comprada no país`,
    t`3 – Nacional, com 40% a 70% importado`,
    t`4 – Nacional, processo produtivo básico`,
    t`5 – Nacional, com até 40% importado`,
    t`6 – Estrangeira, importação direta, sem similar`,
    t`7 – Estrangeira, comprada no país, sem similar`,
    t`8 – Nacional, com mais de 70% importado`,
  ][origin]!
}

export function columnName(column: ProductColumn): string {
  return {
    sku: t`SKU`,
    name: t`Nome`,
    description: t`Descrição`,
    unit: t`Unidade`,
    price: t`Preço`,
    cost: t`Custo`,
    ncm: t`NCM`,
    cest: t`CEST`,
    origin: t`Origem`,
    cfop: t`CFOP`,
    service_code: t`Código de serviço`,
    stock: t`Estoque`,
    category: t`Categoria`,
    active: t`Ativo`,
  }[column]
}

/** What is wrong with a row, or what becomes of it. */
export function rowWords({ problems, changedColumns, verdict }: ImportRow): string {
  if (verdict === 'error')
    return problems
      .map(({ column, fault }) => {
        const name = columnName(column)
        return {
          missing: t`${name}: falta`,
          invalid: t`${name}: não é válido`,
          repeated: t`${name}: já está acima`,
        }[fault]
      })
      .join('; ')
  return changedColumns.map(columnName).join(', ')
}

/** What a person types into a count ("3", "1.234,5"), with at most three decimals; null when it is none. */
export function parseStock(text: string): number | null {
  const digits = text.trim()
  if (!/^(\d{1,11}|\d{1,3}(\.\d{3})+)(,\d{1,3})?$/.test(digits)) return null
  return Number(digits.replaceAll('.', '').replace(',', '.'))
}

const counts = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 3 })
const typed = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 3, useGrouping: false })

export const formatStock = (stock: number) => counts.format(stock)

/** The way the field shows a stored count. */
export const stockInput = (stock: number) => typed.format(stock)
