import { t } from '@lingui/core/macro'
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { ErrorState, Section } from '@/components/ui'
import type { LeadColumn, LeadImport, LeadPreview } from '@/lib/api/types'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone, notifyError } from '@/lib/notify'
import { useDiscardLeadImport, useMapLeads, useStartLeadImport } from '../api/lead-imports'
import { columnName, COLUMNS, count, identifies, problemWords, withColumn } from '../words'
import css from './lead-imports.module.css'

interface Props {
  one: LeadImport
  preview: LeadPreview
  onOther: (id: string) => void
  onDiscarded: () => void
}

/** What each column means, and what would become of the first rows. */
export function Mapping({ one, preview, onOther, onDiscarded }: Props) {
  const map = useMapLeads(one.id)
  const start = useStartLeadImport(one.id)
  const discard = useDiscardLeadImport(one.id)
  const [columns, setColumns] = useState(preview.columns)
  const ready = identifies(columns)
  // What would be imported is what the server was told.
  const kept = columns.every((column, at) => column === preview.columns[at])
  const rows = count(one.rows)
  const change = (at: number, to: LeadColumn) => {
    const next = withColumn(columns, at, to)
    setColumns(next)
    // Without any by which people are told, there is nothing to look at.
    if (identifies(next)) void map.mutateAsync(next).catch(shownInPlace)
  }
  return (
    <>
      {preview.sameAs && (
        <div className={css.block}>
          <div className={css.notice} role="status">
            {t`Este mesmo arquivo já foi importado.`}{' '}
            <Button variant="subtle" size="compact-sm" onClick={() => onOther(preview.sameAs!)}>
              {t`Ver a outra importação`}
            </Button>
          </div>
        </div>
      )}
      <Section
        title={t`O que diz cada coluna`}
        text={
          preview.remembered
            ? t`Como da última vez, com este cabeçalho. O que mudar fica lembrado para a próxima planilha assim.`
            : t`Confira. O que mudar fica lembrado para a próxima planilha com este cabeçalho.`
        }
      >
        <ul className={css.columns}>
          {preview.header.map((head, at) => (
            <li key={at}>
              <span className={css.head}>{head || t`(sem nome)`}</span>
              <span className={css.example}>{exampleOf(preview, at)}</span>
              <Select
                size="sm"
                aria-label={head ? t`O que diz a coluna ${head}` : t`O que diz a coluna ${at + 1}`}
                value={columns[at] ?? 'ignored'}
                allowDeselect={false}
                data={COLUMNS.map((value) => ({ value, label: columnName(value) }))}
                onChange={(value) => change(at, value as LeadColumn)}
              />
            </li>
          ))}
        </ul>
      </Section>
      {!ready && (
        <div className={css.block}>
          <p className={css.notice} role="status">
            {t`Falta dizer qual coluna tem o telefone, o e-mail ou o CPF/CNPJ.`}
          </p>
        </div>
      )}
      {map.isError && (
        <ErrorState error={map.error} onRetry={() => void map.mutateAsync(columns).catch(shownInPlace)} />
      )}
      <Look preview={preview} />
      {start.isError && <ErrorState error={start.error} />}
      <div className={css.acts}>
        <Button
          disabled={!ready || map.isPending || !kept}
          loading={start.isPending}
          onClick={() => void start.mutateAsync().catch(shownInPlace)}
        >
          {t`Importar ${rows} linhas`}
        </Button>
        <Button
          variant="default"
          loading={discard.isPending}
          onClick={() =>
            void discard.mutateAsync().then(() => {
              notifyDone(t`Planilha descartada.`)
              onDiscarded()
            }, notifyError)
          }
        >
          {t`Descartar`}
        </Button>
      </div>
    </>
  )
}

const exampleOf = (preview: LeadPreview, at: number) =>
  [...new Set(preview.rows.map((row) => row.cells[at] ?? '').filter(Boolean))].slice(0, 3).join(' · ')

function Look({ preview }: { preview: LeadPreview }) {
  const sampled = count(preview.sampled)
  const ready = count(preview.ready)
  return (
    <Section
      title={t`Como ficam as primeiras linhas`}
      text={t`Das ${sampled} primeiras linhas, ${ready} estão certas. De quem já tem um lead aberto não se cria outro: a linha é apontada no fim.`}
    >
      <div className={css.block}>
        {preview.problems.length > 0 && (
          <ul>
            {preview.problems.map((problem) => {
              const words = problemWords(problem)
              const times = count(problem.count)
              return (
                <li key={`${problem.column}:${problem.fault}`} className={css.wrong}>
                  {problem.count === 1
                    ? t`${words} (linha ${problem.firstLine})`
                    : t`${words} (${times} linhas; a primeira é a ${problem.firstLine})`}
                </li>
              )
            })}
          </ul>
        )}
        <div className={css.rows} tabIndex={0} role="region" aria-label={t`Primeiras linhas`}>
          <table>
            <thead>
              <tr>
                <th>{t`Linha`}</th>
                {preview.header.map((head, at) => (
                  <th key={at} data-unused={preview.columns[at] === 'ignored' || undefined}>
                    {head}
                  </th>
                ))}
                <th>{t`O que há de errado`}</th>
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row) => (
                <tr key={row.line}>
                  <td className="tabular">{row.line}</td>
                  {preview.header.map((_, at) => (
                    <td
                      key={at}
                      data-unused={preview.columns[at] === 'ignored' || undefined}
                      title={row.cells[at]}
                    >
                      {row.cells[at]}
                    </td>
                  ))}
                  <td className={css.wrong}>{row.problems.map(problemWords).join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Section>
  )
}
