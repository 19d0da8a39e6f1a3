import { t } from '@lingui/core/macro'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  DataTable,
  EmptyState,
  ErrorState,
  Moment,
  PageHeader,
  RowButton,
  TableSkeleton,
} from '@/components/ui'
import { useCan } from '@/lib/auth/session'
import { searchContacts } from '../api/search-contacts'
import { kindName } from '../kinds'
import { NewContactDialog } from './new-contact-dialog'
import css from './people.module.css'
import { MoreButton } from '@/components/more-button'

export function ContactsList({ onOpen }: { onOpen: (id: string) => void }) {
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text.trim(), 250)
  const query = useInfiniteQuery(searchContacts(searched))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [adding, setAdding] = useState(false)
  // Each opening begins afresh.
  const [opening, setOpening] = useState(0)
  const add = useCan('people.contacts.write') ? (
    <Button
      leftSection={<IconUserPlus size={16} />}
      onClick={() => {
        setOpening((n) => n + 1)
        setAdding(true)
      }}
    >
      {t`Nova pessoa`}
    </Button>
  ) : undefined
  return (
    <div className={css.page}>
      <PageHeader
        title={t`Pessoas`}
        text={t`Clientes e contatos da empresa. Os dados ficam cifrados e aparecem mascarados.`}
        actions={add}
      />
      <TextInput
        className={css.search}
        type="search"
        autoComplete="off"
        leftSection={<IconSearch size={16} />}
        aria-label={t`Buscar pessoa`}
        placeholder={t`Nome, CPF, CNPJ, telefone ou e-mail`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {query.isPending ? (
        <TableSkeleton rows={6} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconUsers}
          title={searched ? t`Ninguém encontrado` : t`Ninguém cadastrado ainda`}
          text={
            searched
              ? t`Confira o número por inteiro, ou busque pelo começo do nome.`
              : t`Cadastre a primeira pessoa: nome, telefone, e-mail ou documento, o que houver.`
          }
          action={add}
        />
      ) : (
        <>
          <DataTable
            label={t`Pessoas`}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={(row) => onOpen(row.id)}
            columns={[
              {
                key: 'name',
                header: t`Nome`,
                cell: (row) => (
                  <RowButton onClick={() => onOpen(row.id)}>{row.name ?? t`Sem nome`}</RowButton>
                ),
              },
              {
                key: 'identifiers',
                header: t`Dados`,
                cell: (row) =>
                  row.identifiers.map((identifier) => (
                    <div key={identifier.id} className={css.masked}>
                      <span className="visually-hidden">{kindName(identifier.kind)}: </span>
                      {identifier.masked}
                    </div>
                  )),
              },
              {
                key: 'created',
                header: t`Desde`,
                phone: 'hide',
                cell: (row) => <Moment at={row.createdAt} />,
              },
            ]}
          />
          <MoreButton query={query} />
        </>
      )}
      <NewContactDialog key={opening} opened={adding} onClose={() => setAdding(false)} onCreated={onOpen} />
    </div>
  )
}
