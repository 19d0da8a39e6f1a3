import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Opportunity } from '@/lib/api/types'
import { findPeople } from '../api/find-people'
import { customerWords } from '../words'

type Customer = Opportunity['customer']

/** Whom it is sold to, found by name or number. */
export function PersonField({ value, onChange }: { value: Customer; onChange: (to: Customer) => void }) {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 250)
  const found = useQuery({ ...findPeople(asked), enabled: asked.length >= 2 })
  const people: NonNullable<Customer>[] =
    asked.length >= 2
      ? (found.data?.map(({ id, name, identifiers }) => ({
          contactId: id,
          name,
          cpf: null,
          phone: identifiers.find(({ kind }) => kind === 'phone')?.masked ?? null,
        })) ?? [])
      : []
  const known = value && !people.some(({ contactId }) => contactId === value.contactId) ? [value] : []
  return (
    <Select
      label={t`Pessoa`}
      placeholder={t`Busque por nome ou telefone`}
      searchable
      clearable
      // Found by the server, which knows more than the names.
      filter={({ options }) => options}
      nothingFoundMessage={
        asked.length < 2 ? t`Digite ao menos duas letras` : found.isFetching ? t`Buscando…` : t`Ninguém assim`
      }
      searchValue={text}
      onSearchChange={setText}
      value={value?.contactId ?? null}
      data={[...known, ...people].map((person) => ({
        value: person.contactId,
        label: [customerWords({ customer: person }), person.name ? person.phone : null]
          .filter(Boolean)
          .join(' · '),
      }))}
      onChange={(id) => onChange([...known, ...people].find(({ contactId }) => contactId === id) ?? null)}
    />
  )
}
