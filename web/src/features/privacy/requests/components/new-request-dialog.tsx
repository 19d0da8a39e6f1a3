import { t } from '@lingui/core/macro'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CopyField } from '@/components/ui'
import { FormDialog } from '@/components/ui/form-dialog'
import { uuid } from '@/lib/uuid'
import { kindName, REQUEST_KINDS, type RequestKind } from '../../words'
import { useReceiveRequest } from '../api/requests'

interface Props {
  opened: boolean
  onClose: () => void
  onDone: (id: string) => void
}

/** For what was asked by telephone or at the counter. Then shows, once, what the person is to be given. */
export function NewRequestDialog({ opened, onClose, onDone }: Props) {
  const receive = useReceiveRequest()
  const [key] = useState(uuid)
  const [values, setValues] = useState({ kind: 'access' as RequestKind, name: '', reach: '', message: '' })
  const set = (name: keyof typeof values) => (event: { currentTarget: { value: string } }) =>
    setValues({ ...values, [name]: event.currentTarget.value })
  const received = receive.data
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={received ? t`Pedido anotado` : t`Anotar pedido`}
      submit={received ? t`Abrir o pedido` : t`Anotar`}
      busy={receive.isPending}
      error={receive.error}
      onSubmit={(event) => {
        event.preventDefault()
        if (received) {
          onDone(received.request.id)
          return
        }
        receive.mutate({
          key,
          body: {
            kind: values.kind,
            name: values.name.trim(),
            reach: values.reach.trim(),
            message: values.message.trim() || null,
          },
        })
      }}
    >
      {received ? (
        <>
          <p>{t`Diga à pessoa o protocolo ${received.request.protocol} e entregue este endereço, que mostra o andamento. Ele não aparece de novo.`}</p>
          <CopyField text={received.statusUrl} />
        </>
      ) : (
        <>
          <NativeSelect
            label={t`O que a pessoa pede`}
            value={values.kind}
            onChange={set('kind')}
            data={REQUEST_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
          />
          <TextInput
            data-autofocus
            required
            label={t`Nome`}
            maxLength={120}
            value={values.name}
            onChange={set('name')}
          />
          <TextInput
            required
            label={t`Como responder a ela`}
            description={t`Telefone ou e-mail.`}
            maxLength={254}
            value={values.reach}
            onChange={set('reach')}
          />
          <Textarea
            label={t`O que ela disse`}
            maxLength={2000}
            autosize
            minRows={3}
            value={values.message}
            onChange={set('message')}
          />
        </>
      )}
    </FormDialog>
  )
}
