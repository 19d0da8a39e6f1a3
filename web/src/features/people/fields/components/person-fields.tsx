import { t } from '@lingui/core/macro'
import { Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/ui'
import { describeError } from '@/lib/api/error-catalogue'
import type { FieldOfContact } from '@/lib/api/types'
import { useCan } from '@/lib/auth/session'
import { notifyDone, notifyError } from '@/lib/notify'
import { fieldsOfContact, useFillField } from '../api/fields'
import { fromInput, toInput } from '../words'
import css from './fields.module.css'

/** What the company wants to know of everybody, written down where one stands: leaving a field saves it. */
export function PersonFields({ contactId, readOnly }: { contactId: string; readOnly?: boolean }) {
  const query = useQuery(fieldsOfContact(contactId))
  const mayWrite = useCan('people.contacts.write') && !readOnly
  if (query.isPending) return <Skeleton height={44} />
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (query.data.length === 0)
    return (
      <p className={css.dim}>{t`Nenhum campo ainda. Quem lidera cria em Configurações, Campos da pessoa.`}</p>
    )
  return (
    <div className={css.fields}>
      {query.data.map((field) => (
        <Field key={field.fieldId} contactId={contactId} field={field} mayWrite={mayWrite} />
      ))}
    </div>
  )
}

interface Props {
  contactId: string
  field: FieldOfContact
  mayWrite: boolean
}

function Field({ contactId, field, mayWrite }: Props) {
  const { fieldId, name, kind, options, value } = field
  const fill = useFillField(contactId)
  // Nothing typed: as it is known, whoever wrote it.
  const [typed, setTyped] = useState<string | null>(null)
  const save = (given: string | null) => {
    // Enter, and then leaving the field.
    if (fill.isPending && fill.variables.value === given) return
    if (given === value) return setTyped(null)
    void fill.mutateAsync({ fieldId, value: given }).then(() => {
      setTyped(null)
      notifyDone(t`${name} salvo.`, {
        label: t`Desfazer`,
        run: () => void fill.mutateAsync({ fieldId, value }).catch(notifyError),
      })
    }, notifyError)
  }
  const common = {
    label: name,
    size: 'xs' as const,
    readOnly: !mayWrite,
    error: fill.error ? describeError(fill.error).message : undefined,
  }
  if (kind === 'choice')
    return (
      <Select
        {...common}
        placeholder={mayWrite ? t`Escolher` : '—'}
        // One that is offered no more stays with whom it was chosen for.
        data={value !== null && !options.includes(value) ? [...options, value] : options}
        value={value}
        clearable={mayWrite}
        clearButtonProps={{ 'aria-label': t`Apagar ${name}` }}
        onChange={save}
      />
    )
  return (
    <TextInput
      {...common}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      placeholder="—"
      maxLength={kind === 'number' ? 24 : 500}
      value={typed ?? toInput(kind, value)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => typed !== null && save(fromInput(kind, typed))}
      onKeyDown={(event) => event.key === 'Enter' && typed !== null && save(fromInput(kind, typed))}
    />
  )
}
