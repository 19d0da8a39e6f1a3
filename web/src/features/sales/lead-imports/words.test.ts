import { beforeAll, describe, expect, it } from 'vitest'
import type { LeadImport } from '@/lib/api/types'
import { startI18n } from '@/lib/i18n'
import { COLUMNS, columnName, identifies, percent, problemWords, withColumn } from './words'

beforeAll(() => startI18n())

const at = (changes: Partial<LeadImport>) =>
  ({
    status: 'running',
    rows: 3,
    rowsRead: 1,
    made: 1,
    undoneLeads: 0,
    keptLeads: 0,
    ...changes,
  }) as LeadImport

describe('what the columns of a spreadsheet say', () => {
  it('is said by one column each', () => {
    expect(withColumn(['name', 'phone', 'ignored'], 2, 'phone')).toEqual(['name', 'ignored', 'phone'])
    expect(withColumn(['name', 'phone', 'ignored'], 0, 'ignored')).toEqual(['ignored', 'phone', 'ignored'])
  })

  it('must tell who somebody is', () => {
    expect(identifies(['name', 'ignored'])).toBe(false)
    expect(identifies(['name', 'tax_id'])).toBe(true)
  })

  it('has a name each', () => {
    expect(new Set(COLUMNS.map(columnName)).size).toBe(17)
  })

  it('is told of where it is wrong', () => {
    expect(problemWords({ column: 'phone', fault: 'invalid' })).toBe('Telefone: não é válido')
    expect(problemWords({ column: null, fault: 'nobody' })).toBe('Falta telefone, e-mail, CPF ou CNPJ')
  })
})

describe('how far an import has come', () => {
  it('is counted in rows, and undone in leads', () => {
    expect(percent(at({}))).toBe(33)
    expect(percent(at({ rowsRead: 3, status: 'done' }))).toBe(100)
    expect(percent(at({ status: 'undoing', made: 4, undoneLeads: 1, keptLeads: 1 }))).toBe(50)
    expect(percent(at({ status: 'undoing', made: 0 }))).toBe(100)
  })
})
