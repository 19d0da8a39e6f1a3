import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, ErrorState, Moment, MoneyText, Section, StatusBadge } from '@/components/ui'
import type { ReconciliationDay } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { shownInPlace } from '@/lib/mutations'
import { notifyDone } from '@/lib/notify'
import { listDifferences } from '../api/list-differences'
import { useSignDay } from '../api/sign-day'
import { differenceText } from '../words'

export function DayReport({ day }: { day: ReconciliationDay }) {
  const figures = [
    { name: t`Pix recebidos`, bank: day.bankIn, books: day.booksIn },
    { name: t`Pix devolvidos`, bank: day.bankOut, books: day.booksOut },
    { name: t`Dinheiro`, bank: null, books: day.cash },
    { name: t`Cartão`, bank: null, books: day.card },
  ]
  return (
    <>
      <DataTable
        label={t`Números do dia`}
        rows={figures}
        rowKey={(row) => row.name}
        columns={[
          { key: 'name', header: '', cell: (row) => row.name },
          {
            key: 'bank',
            header: t`Banco`,
            align: 'right',
            cell: (row) => (row.bank ? <MoneyText money={row.bank} /> : '–'),
          },
          { key: 'books', header: t`Livro`, align: 'right', cell: (row) => <MoneyText money={row.books} /> },
        ]}
      />
      <Differences day={day.day} />
      <Section title={t`Assinaturas`}>
        {day.signatures.length === 0 && <p>{t`Ninguém assinou este dia ainda.`}</p>}
        {day.signatures.map((signature) => (
          <p key={signature.signedAt}>
            {signature.byName} · <Moment at={signature.signedAt} /> · <MoneyText money={signature.bankIn} />
            {signature.note && ` · ${signature.note}`}
          </p>
        ))}
        {day.complete && !day.signedNow && <SignForm day={day} />}
      </Section>
    </>
  )
}

function Differences({ day }: { day: string }) {
  const query = useQuery(listDifferences(day))
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data || query.data.length === 0) return null
  return (
    <Section title={t`Diferenças`}>
      <DataTable
        label={t`Diferenças do dia`}
        rows={query.data}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'kind',
            header: t`O quê`,
            cell: (row) => (
              <>
                {differenceText(row.kind)}
                <div style={{ fontSize: 12, wordBreak: 'break-all' }}>{row.endToEndId}</div>
              </>
            ),
          },
          {
            key: 'bank',
            header: t`Banco`,
            align: 'right',
            cell: (row) => (row.bankAmount ? <MoneyText money={row.bankAmount} /> : '–'),
          },
          {
            key: 'ours',
            header: t`Livro`,
            align: 'right',
            cell: (row) => (row.ourAmount ? <MoneyText money={row.ourAmount} /> : '–'),
          },
          {
            key: 'state',
            header: t`Situação`,
            cell: (row) =>
              row.resolvedAt ? (
                <StatusBadge tone="ok">{t`Resolvida`}</StatusBadge>
              ) : (
                <StatusBadge tone="danger">{t`Em aberto`}</StatusBadge>
              ),
          },
        ]}
      />
    </Section>
  )
}

function SignForm({ day }: { day: ReconciliationDay }) {
  const canSign = useCan('payments.reconciliation.manage')
  const sign = useSignDay()
  const [note, setNote] = useState('')
  if (!canSign) return null
  return (
    <form
      style={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 10, marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault()
        void sign
          .mutateAsync({ day: day.day, note: note.trim() === '' ? null : note.trim() })
          .then(() => notifyDone(t`Dia assinado.`), shownInPlace)
      }}
    >
      <TextInput
        w="100%"
        label={day.agree ? t`Observação (opcional)` : t`Por que assinar sem bater`}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {sign.error && <ErrorState error={sign.error} />}
      <Button type="submit" loading={sign.isPending}>
        {t`Assinar o dia`}
      </Button>
    </form>
  )
}
