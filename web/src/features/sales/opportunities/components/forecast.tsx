import { t } from '@lingui/core/macro'
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import record from '@/components/record/record.module.css'
import { DataTable, ErrorState, MoneyText, TableSkeleton } from '@/components/ui'
import type { Pipeline } from '@/lib/api/types'
import { type BoardFilter, getForecast } from '../api/get-board'
import css from './sales.module.css'

const month = new Intl.DateTimeFormat('pt-BR', { month: 'long', year: 'numeric', timeZone: 'UTC' })

interface Props {
  pipeline: Pipeline
  filter: BoardFilter
  opened: boolean
  onClose: () => void
}

/** What may come in, month by month. */
export function Forecast({ pipeline, filter, opened, onClose }: Props) {
  const months = useQuery({ ...getForecast(pipeline.id, filter), enabled: opened })
  return (
    <Modal opened={opened} onClose={onClose} title={t`Previsão: ${pipeline.name}`} size={620}>
      <p className={record.dim}>
        {t`O que está em aberto, pelo mês em que se espera fechar. A previsão conta cada valor pela chance da sua etapa.`}
      </p>
      {months.isPending ? (
        <TableSkeleton rows={3} />
      ) : months.isError && !months.data ? (
        <ErrorState error={months.error} onRetry={() => void months.refetch()} />
      ) : months.data.length === 0 ? (
        <p className={css.nothing}>{t`Nada em aberto.`}</p>
      ) : (
        <DataTable
          label={t`Previsão por mês`}
          rows={months.data}
          rowKey={(row) => row.begins ?? ''}
          columns={[
            {
              key: 'month',
              header: t`Mês`,
              cell: (row) => (row.begins ? month.format(new Date(`${row.begins}T00:00:00Z`)) : t`Sem data`),
            },
            {
              key: 'count',
              header: t`Abertas`,
              align: 'right',
              cell: (row) => <span className="tabular">{row.count}</span>,
            },
            {
              key: 'sum',
              header: t`Valor`,
              align: 'right',
              phone: 'hide',
              cell: (row) => <MoneyText money={row.sum} />,
            },
            {
              key: 'weighted',
              header: t`Previsão`,
              align: 'right',
              cell: (row) => <MoneyText money={row.weighted} />,
            },
          ]}
        />
      )}
    </Modal>
  )
}
