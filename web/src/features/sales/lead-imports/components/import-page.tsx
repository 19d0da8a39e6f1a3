import { t } from '@lingui/core/macro'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import record from '@/components/record/record.module.css'
import { ErrorState, Moment, PageHeader, StatusBadge, TableSkeleton } from '@/components/ui'
import type { LeadImportDetails } from '@/lib/api/types'
import { usePolling } from '@/lib/realtime'
import { getLeadImport } from '../api/lead-imports'
import { count, isUnderWay, separatorName, statusWords } from '../words'
import { Course } from './course'
import { Mapping } from './mapping'

interface Props {
  id: string
  onOther: (id: string) => void
  onDiscarded: () => void
}

/** One spreadsheet, from what its columns mean to what became of its rows. It goes on whether or not somebody looks. */
export function ImportPage({ id, onOther, onDiscarded }: Props) {
  const polling = usePolling(1_000, 15_000)
  const query = useQuery({
    ...getLeadImport(id),
    refetchInterval: (asked) => (isUnderWay(asked.state.data?.import.status) && polling(asked)) || false,
  })
  return (
    <div className={record.page}>
      <Link to="/comercial/leads/importacoes" className={record.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t`Importações`}
      </Link>
      {query.isPending ? (
        <TableSkeleton rows={6} />
      ) : query.isError && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        query.data && <Shown details={query.data} onOther={onOther} onDiscarded={onDiscarded} />
      )}
    </div>
  )
}

function Shown({ details, onOther, onDiscarded }: Omit<Props, 'id'> & { details: LeadImportDetails }) {
  const { import: one, preview } = details
  const { label, tone } = statusWords(one.status)
  const rows = count(one.rows)
  const separator = separatorName(one.separator)
  return (
    <>
      <PageHeader
        title={one.fileName ?? t`Arquivo apagado`}
        text={
          <>
            <StatusBadge tone={tone}>{label}</StatusBadge>{' '}
            {t`${rows} linhas, ${one.encoding}, colunas separadas por ${separator}. Enviado por ${one.by.name}`}
            {' · '}
            <Moment at={one.createdAt} />
          </>
        }
      />
      {preview ? (
        <Mapping one={one} preview={preview} onOther={onOther} onDiscarded={onDiscarded} />
      ) : (
        <Course one={one} />
      )}
    </>
  )
}
