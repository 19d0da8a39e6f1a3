import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import {
  DataTable,
  ErrorState,
  Moment,
  PageHeader,
  RowActions,
  StatusBadge,
  TableSkeleton,
  TimeAgo,
} from '@/components/ui'
import type { OwnSession } from '@/lib/api/types'
import { deviceWords } from '@/lib/device-words'
import { notifyDone, notifyError } from '@/lib/notify'
import { listSessions, useEndSessions } from '../api/sessions'
import css from './profile.module.css'

function deviceName(session: OwnSession): string {
  return deviceWords(session.browser, session.platform)
}

export function OwnSessions() {
  const sessions = useQuery(listSessions)
  const end = useEndSessions()
  const others = sessions.data?.filter((session) => !session.current) ?? []
  return (
    <>
      <PageHeader
        title={t`Aparelhos`}
        text={t`Onde sua conta está aberta. Não reconhece um? Tire-o e troque sua senha.`}
        actions={
          others.length > 0 && (
            <Button
              variant="default"
              loading={end.isPending && end.variables === null}
              onClick={() =>
                void end
                  .mutateAsync(null)
                  .then(() => notifyDone(t`Os outros aparelhos saíram da conta.`), notifyError)
              }
            >
              {t`Sair de todos os outros`}
            </Button>
          )
        }
      />
      {sessions.isPending ? (
        <TableSkeleton rows={3} />
      ) : sessions.isError && !sessions.data ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <DataTable
          label={t`Aparelhos`}
          rows={sessions.data}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'device',
              header: t`Aparelho`,
              cell: (row) => (
                <span className={css.device}>
                  {row.platform === 'android' || row.platform === 'ios' ? (
                    <IconDeviceMobile size={18} stroke={1.6} aria-hidden />
                  ) : (
                    <IconDeviceDesktop size={18} stroke={1.6} aria-hidden />
                  )}
                  {deviceName(row)}
                </span>
              ),
            },
            {
              key: 'used',
              header: t`Último uso`,
              cell: (row) =>
                row.current ? (
                  <StatusBadge tone="ok">{t`Este aparelho`}</StatusBadge>
                ) : (
                  <TimeAgo since={row.lastUsedAt} />
                ),
            },
            { key: 'since', header: t`Entrou`, phone: 'hide', cell: (row) => <Moment at={row.createdAt} /> },
            {
              key: 'end',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              cell: (row) =>
                row.current ? null : (
                  <RowActions>
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t`Sair: ${deviceName(row)}`}
                      loading={end.isPending && end.variables === row.id}
                      onClick={() =>
                        void end
                          .mutateAsync(row.id)
                          .then(() => notifyDone(t`O aparelho saiu da conta.`), notifyError)
                      }
                    >
                      {t`Sair`}
                    </Button>
                  </RowActions>
                ),
            },
          ]}
        />
      )}
    </>
  )
}
