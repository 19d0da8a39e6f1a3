import { t } from '@lingui/core/macro'
import { zodResolver } from '@hookform/resolvers/zod'
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { FormDialog } from '@/components/ui/form-dialog'
import type { Service } from '@/lib/api/types'
import { showFieldErrors } from '@/lib/form-errors'
import { amountInput, brl, isZero, parseAmount } from '@/lib/money'
import { notifyDone } from '@/lib/notify'
import { uuid } from '@/lib/uuid'
import { useChangeService } from '../api/change-service'
import { useCreateService } from '../api/create-service'

export function ServiceDialog({
  service,
  opened,
  onClose,
}: {
  service: Service | null
  opened: boolean
  onClose: () => void
}) {
  const create = useCreateService()
  const change = useChangeService()
  const [key] = useState(uuid)
  const schema = z
    .object({
      name: z
        .string()
        .trim()
        .min(1, t`Dê um nome ao serviço.`)
        .max(80, t`Use até 80 caracteres.`),
      prefix: z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{1,3}$/, t`Use de 1 a 3 letras, sem acento.`),
      price: z
        .string()
        .refine(
          (text) => text.trim() === '' || parseAmount(text) !== null,
          t`Use reais e centavos, como 12,50.`,
        ),
      priorityWeight: z
        .number(t`Use um número de 0 a 9.`)
        .int()
        .min(0, t`Use um número de 0 a 9.`)
        .max(9, t`Use um número de 0 a 9.`),
      active: z.boolean(),
      customerAsk: z.enum(['never', 'optional', 'required']),
      customerPurpose: z.string().max(200, t`Use até 200 caracteres.`),
    })
    .refine((values) => values.customerAsk === 'never' || values.customerPurpose.trim() !== '', {
      path: ['customerPurpose'],
      message: t`Diga para que servem os dados: quem é perguntado tem o direito de saber.`,
    })
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: {
      name: service?.name ?? '',
      prefix: service?.prefix ?? '',
      price: service && !isZero(service.price) ? amountInput(service.price) : '',
      priorityWeight: service?.priorityWeight ?? 0,
      active: service?.active ?? true,
      customerAsk: service?.customerAsk ?? 'never',
      customerPurpose: service?.customerPurpose ?? '',
    },
  })
  const { errors } = form.formState
  const customerAsk = useWatch({ control: form.control, name: 'customerAsk' })
  const [failure, setFailure] = useState<unknown>(null)

  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    const body = {
      name: values.name.trim(),
      prefix: values.prefix.trim().toUpperCase(),
      price: brl(parseAmount(values.price) ?? '0.00'),
      priorityWeight: values.priorityWeight,
      customerAsk: values.customerAsk,
      customerPurpose: values.customerPurpose.trim() || null,
    }
    try {
      if (service) await change.mutateAsync({ id: service.id, body: { ...body, active: values.active } })
      else await create.mutateAsync({ body, key })
      notifyDone(t`Serviço ${body.name} salvo.`)
      onClose()
    } catch (error) {
      if (
        !showFieldErrors(
          error,
          ['name', 'prefix', 'price', 'priorityWeight', 'customerPurpose'],
          form.setError,
        )
      )
        setFailure(error)
    }
  })

  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={service ? t`Serviço` : t`Novo serviço`}
      submit={t`Salvar`}
      busy={create.isPending || change.isPending}
      error={failure}
      onSubmit={(event) => void submit(event)}
    >
      <TextInput
        data-autofocus
        label={t`Nome`}
        placeholder={t`Caixa`}
        error={errors.name?.message}
        {...form.register('name')}
      />
      <TextInput
        label={t`Prefixo da senha`}
        description={t`Uma a três letras: com A, as senhas saem A001, A002…`}
        placeholder="A"
        maxLength={3}
        error={errors.prefix?.message}
        {...form.register('prefix')}
      />
      <TextInput
        label={t`Preço`}
        description={t`Deixe vazio se a senha for gratuita. O valor pode ser trocado na hora de emitir.`}
        leftSection="R$"
        inputMode="decimal"
        placeholder="0,00"
        error={errors.price?.message}
        {...form.register('price')}
      />
      <Controller
        control={form.control}
        name="priorityWeight"
        render={({ field }) => (
          <NumberInput
            label={t`Peso na fila`}
            description={t`De 0 a 9. Serviços de peso maior são chamados antes.`}
            min={0}
            max={9}
            clampBehavior="none"
            allowDecimal={false}
            error={errors.priorityWeight?.message}
            {...field}
            onChange={(value) => field.onChange(typeof value === 'number' ? value : Number.NaN)}
          />
        )}
      />
      <Controller
        control={form.control}
        name="customerAsk"
        render={({ field }) => (
          <Select
            label={t`Pergunta quem é o cliente?`}
            allowDeselect={false}
            data={[
              { value: 'never', label: t`Não pergunta` },
              { value: 'optional', label: t`Pergunta, e o cliente pode não dizer` },
              { value: 'required', label: t`Só emite com o cliente identificado` },
            ]}
            {...field}
          />
        )}
      />
      {customerAsk !== 'never' && (
        <TextInput
          label={t`Para que servem os dados`}
          description={t`O cliente lê esta frase. Peça só o que o serviço precisa.`}
          placeholder={t`Emitir o laudo no seu nome`}
          maxLength={200}
          error={errors.customerPurpose?.message}
          {...form.register('customerPurpose')}
        />
      )}
      {service && (
        <Controller
          control={form.control}
          name="active"
          render={({ field }) => (
            <Switch
              label={t`Ligado`}
              description={t`Desligado, não aparece para emitir; as senhas já emitidas seguem na fila.`}
              checked={field.value}
              onChange={(event) => field.onChange(event.currentTarget.checked)}
            />
          )}
        />
      )}
    </FormDialog>
  )
}
