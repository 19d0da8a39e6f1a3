import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, ErrorState, RowButton, TableSkeleton } from '@/components/ui'
import type { Contact } from '@/lib/api/types'
import { searchContacts } from '../api/search-contacts'
import { Identifiers } from './identifiers'

interface Props {
  label: string
  description?: string
  /** Who is not meant. */
  except?: string
  onChoose: (contact: Contact) => void
}

/** In a form: somebody who is known already. */
export function PersonSearch({ label, description, except, onChoose }: Props) {
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text.trim(), 250)
  const query = useInfiniteQuery({ ...searchContacts(searched), enabled: searched !== '' })
  const rows = (query.data?.pages[0]?.items ?? []).filter((row) => row.id !== except).slice(0, 8)
  return (
    <>
      <TextInput
        data-autofocus
        type="search"
        autoComplete="off"
        leftSection={<IconSearch size={16} />}
        label={label}
        description={description}
        placeholder={t`Nome, CPF, CNPJ, telefone ou e-mail`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        // Enter searches; it must not send the form.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {searched !== '' &&
        (query.isPending ? (
          <TableSkeleton rows={2} />
        ) : query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : rows.length === 0 ? (
          <p role="status">{t`Ninguém encontrado`}</p>
        ) : (
          <DataTable
            label={t`Pessoas encontradas`}
            rows={rows}
            rowKey={(row) => row.id}
            onOpen={onChoose}
            columns={[
              {
                key: 'name',
                header: t`Nome`,
                cell: (row) => <RowButton onClick={() => onChoose(row)}>{row.name ?? t`Sem nome`}</RowButton>,
              },
              { key: 'identifiers', header: t`Dados`, cell: (row) => <Identifiers of={row.identifiers} /> },
            ]}
          />
        ))}
    </>
  )
}
