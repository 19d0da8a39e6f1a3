import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconForms, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
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
import type { LeadForm } from '@/lib/api/types'
import { listLeadForms } from '../api/lead-forms'

export function LeadFormsSettings() {
  const forms = useQuery(listLeadForms)
  const navigate = useNavigate()
  const open = ({ id }: LeadForm) => void navigate({ to: '/configuracoes/formularios/$id', params: { id } })
  const add = (
    <Button component={Link} to="/configuracoes/formularios/novo" leftSection={<IconPlus size={16} />}>
      {t`Novo formulário`}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t`Formulários`}
        text={t`Uma página para pôr na bio, no site ou num QR code: quem preenche vira lead.`}
        actions={forms.data && forms.data.length > 0 ? add : undefined}
      />
      {forms.isPending ? (
        <TableSkeleton rows={3} />
      ) : forms.isError && !forms.data ? (
        <ErrorState error={forms.error} onRetry={() => void forms.refetch()} />
      ) : forms.data.length === 0 ? (
        <EmptyState
          icon={IconForms}
          title={t`Nenhum formulário ainda`}
          text={t`Crie o primeiro, copie o link e mande a quem quiser.`}
          action={add}
        />
      ) : (
        <DataTable
          label={t`Formulários`}
          rows={forms.data}
          rowKey={(row) => row.id}
          onOpen={open}
          columns={[
            {
              key: 'name',
              header: t`Nome`,
              cell: (row) => <RowButton onClick={() => open(row)}>{row.name}</RowButton>,
            },
            {
              key: 'active',
              header: t`Situação`,
              cell: (row) => (
                <StatusBadge tone={row.active ? 'ok' : 'neutral'}>
                  {row.active ? t`Recebendo` : t`Desligado`}
                </StatusBadge>
              ),
            },
            { key: 'owner', header: t`Dono`, phone: 'hide', cell: (row) => row.owner?.name ?? t`Ninguém` },
            {
              key: 'entries',
              header: t`Respostas`,
              align: 'right',
              cell: (row) => <span className="tabular">{row.entries}</span>,
            },
            {
              key: 'last',
              header: t`Última`,
              phone: 'hide',
              cell: (row) => row.lastEntryAt && <Moment at={row.lastEntryAt} />,
            },
          ]}
        />
      )}
    </>
  )
}
