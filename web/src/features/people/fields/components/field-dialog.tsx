import { t } from '@lingui/core/macro'
import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormDialog } from '@/components/ui/form-dialog'
import { describeError } from '@/lib/api/error-catalogue'
import { isApiError } from '@/lib/api/problem'
import type { FieldKind, PersonField } from '@/lib/api/types'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeField, useCreateField } from '../api/fields'
import { FIELD_KINDS, fieldKindName } from '../words'

interface Props {
  field: PersonField | null
  opened: boolean
  onClose: () => void
}

export function FieldDialog({ field, opened, onClose }: Props) {
  const create = useCreateField()
  const change = useChangeField()
  const [key] = useState(uuid)
  const [name, setName] = useState(field?.name ?? '')
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? 'text')
  const [lines, setLines] = useState(field?.options.join('\n') ?? '')
  const [active, setActive] = useState(field?.active ?? true)
  const [missing, setMissing] = useState<{ name?: string; options?: string }>({})
  const failure = create.error ?? change.error
  const isTaken = isApiError(failure, 'people.field.name_taken')
  const submit = async () => {
    const options = lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const lacks = {
      name: name.trim() ? undefined : t`Dê um nome ao campo.`,
      options: kind === 'choice' && options.length === 0 ? t`Escreva ao menos uma opção.` : undefined,
    }
    setMissing(lacks)
    if (lacks.name || lacks.options) return
    const body = { name: name.trim(), options: kind === 'choice' ? options : [] }
    try {
      if (field) await change.mutateAsync({ fieldId: field.id, body: { ...body, active } })
      else await create.mutateAsync({ body: { ...body, kind }, key })
      notifyDone(t`O campo ${body.name} foi salvo.`)
      onClose()
    } catch {
      // Shown by the dialog.
    }
  }
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={field ? t`Campo` : t`Novo campo`}
      submit={t`Salvar`}
      busy={create.isPending || change.isPending}
      error={isTaken ? undefined : failure}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        maxLength={60}
        value={name}
        error={missing.name ?? (isTaken ? describeError(failure).message : undefined)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t`Tipo`}
        description={field ? t`O tipo não muda: o que já foi escrito diria outra coisa.` : undefined}
        data={FIELD_KINDS.map((value) => ({ value, label: fieldKindName(value) }))}
        value={kind}
        allowDeselect={false}
        disabled={field !== null}
        onChange={(value) => setKind(FIELD_KINDS.find((one) => one === value) ?? 'text')}
      />
      {kind === 'choice' && (
        <Textarea
          label={t`Opções`}
          description={t`Uma por linha, até 50. A que sair continua com quem já a tem.`}
          autosize
          minRows={3}
          maxRows={10}
          value={lines}
          error={missing.options}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
      )}
      {field && (
        <Checkbox
          label={t`Em uso`}
          description={t`Fora de uso, o campo some da conversa e o que foi escrito fica guardado.`}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
