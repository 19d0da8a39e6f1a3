import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable, ErrorState, Moment, Section } from '@/components/ui'
import { notifyDone, notifyError } from '@/lib/notify'
import { listMerges, useUndoMerge } from '../api/merges'

/** Who became part of this person. Nothing is shown while nobody has: most people are one from the start. */
export function Merges({ id, mayUndo }: { id: string; mayUndo: boolean }) {
  const merges = useQuery(listMerges(id))
  const undo = useUndoMerge(id)
  if (merges.isPending || merges.data?.length === 0) return null
  return (
    <Section
      title={t`Pessoas juntadas`}
      text={t`Cadastros que eram da mesma pessoa. Desfazer devolve a cada um o que era dele.`}
    >
      {merges.isError && !merges.data ? (
        <ErrorState error={merges.error} onRetry={() => void merges.refetch()} />
      ) : (
        <DataTable
          label={t`Pessoas juntadas`}
          rows={merges.data}
          rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t`Quando`, phone: 'hide', cell: (row) => <Moment at={row.at} /> },
            { key: 'name', header: t`Nome`, cell: (row) => row.otherName ?? t`Sem nome` },
            { key: 'who', header: t`Quem`, phone: 'hide', cell: (row) => row.userName },
            {
              key: 'undo',
              header: <span className="visually-hidden">{t`Ações`}</span>,
              align: 'right',
              cell: (row) =>
                row.undoneAt
                  ? t`Desfeita`
                  : mayUndo && (
                      <Button
                        variant="default"
                        loading={undo.isPending && undo.variables === row.id}
                        onClick={() =>
                          void undo
                            .mutateAsync(row.id)
                            .then(() => notifyDone(t`Junção desfeita.`), notifyError)
                        }
                      >
                        {t`Desfazer`}
                      </Button>
                    ),
            },
          ]}
        />
      )}
    </Section>
  )
}
