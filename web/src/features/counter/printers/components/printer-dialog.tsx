import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Printer } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangePrinter } from '../api/change-printer'
import { useCreatePrinter } from '../api/create-printer'
import { profileName, PROFILES } from '../profiles'

export function PrinterDialog({
  printer,
  opened,
  onClose,
}: {
  printer: Printer | null
  opened: boolean
  onClose: () => void
}) {
  const create = useCreatePrinter()
  const change = useChangePrinter()
  const [key] = useState(uuid)
  const [failure, setFailure] = useState<unknown>(null)
  const schema = z.object({
    name: z
      .string()
      .trim()
      .min(1, t`Dê um nome à impressora.`)
      .max(40, t`Use até 40 caracteres.`),
    host: z
      .string()
      .trim()
      .min(1, t`Informe o endereço da impressora na rede.`)
      .regex(/^[A-Za-z0-9.:_-]+$/, t`Use só o endereço, como 192.168.0.50.`),
    port: z
      .number(t`Use um número de 1 a 65535.`)
      .int()
      .min(1, t`Use um número de 1 a 65535.`)
      .max(65535, t`Use um número de 1 a 65535.`),
    profile: z.enum(PROFILES),
    active: z.boolean(),
  })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: printer?.name ?? '',
      host: printer?.host ?? '',
      port: printer?.port ?? 9100,
      profile: printer?.profile ?? 'epson',
      active: printer?.active ?? true,
    },
  })
  const { errors } = form.formState

  const submit = form.handleSubmit(async ({ active, ...values }) => {
    setFailure(null)
    const body = { ...values, name: values.name.trim(), host: values.host.trim() }
    try {
      if (printer) await change.mutateAsync({ id: printer.id, body: { ...body, active } })
      else await create.mutateAsync({ body, key })
      notifyDone(t`${body.name} salva. Imprima um teste para conferir.`)
      onClose()
    } catch (error) {
      if (!showFieldErrors(error, ['name', 'host', 'port', 'profile'], form.setError)) setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={printer ? t`Impressora` : t`Nova impressora`}
      submit={t`Salvar`}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        placeholder={t`Recepção`}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <TextInput
        label={t`Endereço na rede`}
        description={t`A impressora mostra o endereço quando é ligada com o botão de avanço apertado.`}
        placeholder="192.168.0.50"
        inputMode="url"
        error={errors.host?.message}
        {...form.register('host')}
      />
      <Controller
        control={form.control}
        name="port"
        render={({ field }) => (
          <NumberInput
            label={t`Porta`}
            hideControls
            allowDecimal={false}
            error={errors.port?.message}
            {...field}
            onChange={(value) => field.onChange(typeof value === 'number' ? value : Number.NaN)}
          />
        )}
      />
      <Controller
        control={form.control}
        name="profile"
        render={({ field }) => (
          <Select
            label={t`Modelo`}
            data={PROFILES.map((value) => ({ value, label: profileName(value) }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {printer && (
        <Controller
          control={form.control}
          name="active"
          render={({ field }) => (
            <Switch
              label={t`Ligada`}
              checked={field.value}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
    </FormDialog>
  )
}
