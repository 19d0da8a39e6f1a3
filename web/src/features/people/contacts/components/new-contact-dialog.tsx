import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { uuid } from '@/lib/uuid'
import { useCreateContact } from '../api/contact'
import { IdentifierFields, NO_IDENTIFIER } from './identifier-fields'

interface Props {
  opened: boolean
  onClose: () => void
  onCreated: (id: string) => void
}

export function NewContactDialog({ opened, onClose, onCreated }: Props) {
  const create = useCreateContact()
  const [name, setName] = useState('')
  const [identifier, setIdentifier] = useState(NO_IDENTIFIER)
  const [key, setKey] = useState(uuid)
  const submit = async () => {
    const text = identifier.text.trim()
    try {
      const contact = await create.mutateAsync({
        body: { name: name.trim() || null, identifiers: text ? [{ kind: identifier.kind, text }] : [] },
        key,
      })
      onClose()
      onCreated(contact.id)
    } catch {
      // Shown by the dialog; what is sent next is another request.
      setKey(uuid())
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t`Nova pessoa`}
      submit={t`Cadastrar`}
      busy={create.isPending}
      error={create.error}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <IdentifierFields value={identifier} onChange={setIdentifier} />
    </FormDialog>
  )
}
