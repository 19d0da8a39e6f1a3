import { t } from '@lingui/core/macro'
import { Button, FileButton } from '@mantine/core'
import { IconArrowLeft, IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { MoreButton } from '@/components/more-button'
import record from '@/components/record/record.module.css'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import { shownInPlace } from '@/lib/mutations'
import { usePolling } from '@/lib/realtime'
import { browseLeadImports, useUploadLeads } from '../api/lead-imports'
import { count, isUnderWay, percent, statusWords } from '../words'
import css from './lead-imports.module.css'

/** Spreadsheets of leads: a new one, and what became of those before. */
export function ImportsPage({ onOpen }: { onOpen: (id: string) => void }) {
  return (
    <div className={record.page}>
      <Link to="/comercial/leads" className={record.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t`Leads`}
      </Link>
      <PageHeader
        title={t`Importações de leads`}
        text={t`Uma planilha vira leads. Nada muda antes de você conferir, e tudo pode ser desfeito depois.`}
      />
      <Upload onUploaded={onOpen} />
      <Imports onOpen={onOpen} />
    </div>
  )
}

function Upload({ onUploaded }: { onUploaded: (id: string) => void }) {
  const upload = useUploadLeads()
  const [over, setOver] = useState(false)
  const send = (file: File | null | undefined) => {
    if (file) void upload.mutateAsync(file).then(({ id }) => onUploaded(id), shownInPlace)
  }
  return (
    <div className={css.block}>
      <div
        className={css.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          send(event.dataTransfer.files[0])
        }}
      >
        <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden />
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={send}>
          {(props) => (
            <Button {...props} loading={upload.isPending}>
              {t`Escolher planilha CSV`}
            </Button>
          )}
        </FileButton>
        <p className={css.hint}>
          {t`Ou solte o arquivo aqui. A primeira linha diz o nome das colunas, e uma delas tem o telefone, o e-mail ou o CPF/CNPJ. Até 50 MB e 200.000 linhas.`}
        </p>
      </div>
      {upload.isError && <ErrorState error={upload.error} />}
    </div>
  )
}

function Imports({ onOpen }: { onOpen: (id: string) => void }) {
  const refetchInterval = usePolling(3_000, 60_000)
  const query = useInfiniteQuery({ ...browseLeadImports, refetchInterval })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <TableSkeleton rows={4} />
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return (
      <EmptyState
        icon={IconFileImport}
        title={t`Nenhuma importação ainda`}
        text={t`Quem já veio de outro sistema, de uma feira ou de uma lista entra aqui de uma vez.`}
      />
    )
  return (
    <>
      <DataTable
        label={t`Importações`}
        rows={rows}
        rowKey={(row) => row.id}
        onOpen={(row) => onOpen(row.id)}
        columns={[
          {
            key: 'file',
            header: t`Arquivo`,
            cell: (row) => (
              <RowButton onClick={() => onOpen(row.id)}>
                <span className={css.name}>{row.fileName ?? t`Arquivo apagado`}</span>
              </RowButton>
            ),
          },
          {
            key: 'status',
            header: t`Situação`,
            cell: (row) => {
              const { label, tone } = statusWords(row.status)
              const far = isUnderWay(row.status) ? ` ${percent(row)}%` : ''
              return (
                <StatusBadge tone={tone}>
                  {label}
                  {far}
                </StatusBadge>
              )
            },
          },
          {
            key: 'rows',
            header: t`Linhas`,
            align: 'right',
            phone: 'hide',
            cell: (row) => <span className="tabular">{count(row.rows)}</span>,
          },
          {
            key: 'made',
            header: t`Leads criados`,
            align: 'right',
            phone: 'hide',
            cell: (row) => <span className="tabular">{count(row.made)}</span>,
          },
          {
            key: 'by',
            header: t`Quem enviou`,
            phone: 'hide',
            cell: (row) => <span className={record.dim}>{row.by.name}</span>,
          },
          {
            key: 'at',
            header: t`Quando`,
            align: 'right',
            cell: (row) => <Moment at={row.createdAt} />,
          },
        ]}
      />
      <MoreButton query={query} />
    </>
  )
}
