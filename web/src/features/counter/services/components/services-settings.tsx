import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus, IconTags } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  MoneyText,
  PageHeader,
  RowButton,
  StatusBadge,
  TableSkeleton,
} from '@/components/ui'
import type { Service } from '@/lib/api/types'
import { isZero } from '@/lib/money'
import { listServices } from '../api/list-services'

const ServiceDialog = lazy(() => import('./service-dialog').then((file) => ({ default: file.ServiceDialog })))

export function ServicesSettings() {
  const services = useQuery(listServices)
  const [editing, setEditing] = useState<Service | 'new' | null>(null)
  const [opened, setOpened] = useState(false)
  const edit = (what: Service | 'new') => {
    setEditing(what)
    setOpened(true)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
      {t`Novo serviço`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Serviços`}
        text={t`O que o cliente vem buscar. Cada serviço numera suas próprias senhas.`}
        actions={services.data?.length ? add : undefined}
      />
      {services.isPending ? (
        <TableSkeleton />
      ) : services.isError && !services.data ? (
        <ErrorState error={services.error} onRetry={() => void services.refetch()} />
      ) : services.data.length === 0 ? (
        <EmptyState
          icon={IconTags}
          title={t`Crie o primeiro serviço`}
          text={t`Por exemplo: “Caixa”, prefixo A, sem preço. Ele vira um botão no Balcão.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Serviços`}
          rows={services.data}
          rowKey={(row) => row.id}
          onOpen={edit}
          columns={[
            { key: 'prefix', header: t`Prefixo`, width: 80, cell: (row) => row.prefix },
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => edit(row)}>{row.name}</RowButton>,
            },
            {
              key: 'price',
              header: t`Preço`,
              align: 'right',
              cell: (row) => (isZero(row.price) ? t`Grátis` : <MoneyText money={row.price} />),
            },
            {
              key: 'weight',
              header: t`Peso`,
              align: 'right',
              phone: 'hide',
              cell: (row) => row.priorityWeight,
            },
            {
              key: 'active',
              header: t`Situação`,
              phone: 'hide',
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Ligado` : t`Desligado`}
                </StatusBadge>
              ),
            },
          ]}
        />
      )}
      {editing && (
        <Suspense fallback={null}>
          <ServiceDialog
            key={editing === 'new' ? `new-${services.data?.length}` : editing.id}
            service={editing === 'new' ? null : editing}
            opened={opened}
            onClose={() => setOpened(false)}
          />
        </Suspense>
      )}
    </>
  )
}
